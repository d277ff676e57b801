package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Tripwire;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;

class LineCrossingTest {
    private static final SecurityRule.LineCrossing BOTH = Specs.crossing(Optional.empty(), 0);

    @Test
    void aCrossingBeginsAndEndsWhenThePathMeetsTheLine() {
        Actor walker = person(3, at(0, 0.5, 0.3), at(4, 0.5, 0.7));
        List<RuleEvent> events = Film.events(Film.play(BOTH, 5, 5, walker));
        assertEquals(
                List.of(Phase.OPENED, Phase.CLOSED),
                events.stream().map(RuleEvent::phase).toList());
        assertEquals(2.0, seconds(events.get(0)), 1e-6, "from the places before and after, not the next frame");
        assertEquals("person crossed door from left to right", events.get(0).why());
        assertEquals("left-to-right", events.get(0).attributes().entries().get("direction"));
        assertEquals(events.get(0).at(), events.get(1).at());
        assertEquals(events.get(0).situation(), events.get(1).situation());
    }

    @Test
    void onlyTheWantedDirectionIsTold() {
        Actor back = person(1, at(0, 0.5, 0.7), at(4, 0.5, 0.3));
        assertEquals(
                2,
                play(Specs.crossing(Optional.of(Direction.RIGHT_TO_LEFT), 0), back)
                        .size());
        assertEquals(
                0,
                play(Specs.crossing(Optional.of(Direction.LEFT_TO_RIGHT), 0), back)
                        .size());
    }

    @Test
    void aStepFarOverTheLineBetweenTwoFramesCounts() {
        Actor runner = person(1, at(0, 0.5, 0.1), at(2, 0.5, 0.1), at(2.4, 0.5, 0.9), at(6, 0.5, 0.9));
        assertEquals(2, Film.play(BOTH, 6, 2, runner).size());
    }

    @Test
    void tremblingOnTheLineCountsNothing() {
        SplittableRandom random = new SplittableRandom(5);
        List<Actor.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            stops.add(at(i * 0.1, 0.5, 0.5 + random.nextDouble(-0.0039, 0.0039)));
        }
        Actor trembling = new Actor(1, "person", 0.04, 0.1, stops);
        assertEquals(List.of(), Film.play(BOTH, 30, 10, trembling));
    }

    @Test
    void aMomentBeyondTheLineIsNoCrossing() {
        Actor halfHidden = person(
                1,
                at(0, 0.5, 0.4),
                at(2, 0.5, 0.4),
                at(2.1, 0.5, 0.6),
                at(2.2, 0.5, 0.6),
                at(2.3, 0.5, 0.4),
                at(5, 0.5, 0.4));
        assertEquals(List.of(), Film.play(BOTH, 5, 10, halfHidden));
    }

    @Test
    void whoVanishesBeyondTheLineHasCrossed() {
        Actor leaving = person(1, at(0, 0.5, 0.3), at(2.15, 0.5, 0.515));
        List<RuleEvent> events = Film.events(Film.play(BOTH, 20, 10, leaving));
        assertEquals(2, events.size());
        assertEquals(2.0, seconds(events.get(0)), 1e-6);
    }

    @Test
    void whoVanishesOnTheWayBackHasNotCrossed() {
        Actor turning = person(1, at(0, 0.5, 0.4), at(1.9, 0.5, 0.4), at(2, 0.5, 0.515), at(2.2, 0.5, 0.499));
        assertEquals(List.of(), Film.play(BOTH, 20, 10, turning));
    }

    @Test
    void walkingAroundTheEndIsNoCrossing() {
        SecurityRule.LineCrossing gate = new SecurityRule.LineCrossing(
                new RuleId("gate"),
                Specs.PEOPLE,
                new Tripwire("gate", new Segment(new Point(0.4, 0.5), new Point(0.6, 0.5))),
                Optional.empty(),
                Specs.ALARM);
        Actor around = person(1, at(0, 0.5, 0.4), at(2, 0.7, 0.4), at(4, 0.7, 0.6), at(6, 0.5, 0.6), at(8, 0.5, 0.4));
        List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(gate, 9, 10, around));
        assertEquals(1, opened.size(), "around the end it went down, through the gate it came back");
        assertEquals("right-to-left", opened.get(0).attributes().entries().get("direction"));
    }

    @Test
    void thereAndBackIsOneIncidentWithinTheCooldown() {
        Actor pacing = person(1, at(0, 0.5, 0.4), at(5, 0.5, 0.6), at(10, 0.5, 0.4), at(50, 0.5, 0.6));
        assertEquals(
                3, Film.events(Phase.OPENED, Film.play(BOTH, 51, 10, pacing)).size());
        assertEquals(
                2,
                Film.events(Phase.OPENED, Film.play(Specs.crossing(Optional.empty(), 20), 51, 10, pacing))
                        .size());
    }

    @Test
    void firstSeenOnTheLineIsOnNoSide() {
        Actor appearing = person(1, at(0, 0.5, 0.5), at(3, 0.5, 0.7));
        assertEquals(List.of(), Film.play(BOTH, 4, 10, appearing));
    }

    private static List<RuleEvent> play(RuleSpec rule, Actor actor) {
        return Film.events(Film.play(rule, 5, 10, actor));
    }

    private static double seconds(RuleEvent event) {
        return event.at().stream().toNanos() * 1e-9;
    }
}
