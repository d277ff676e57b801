package watchpost.rules.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Watch;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.fold.Explanation;

class ExplainTest {
    private static final Actor WAITING = person(1, at(0, 0.5, 0.45), at(20, 0.5, 0.45));
    private static final Schedule AT_NIGHT = new Schedule(
            ZoneOffset.UTC,
            List.of(new Schedule.Window(Set.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0))));

    @Test
    void anObjectInAZoneIsOnItsWayOrTold() {
        assertEquals("in yard for 1.6 s of 2 s", why(Specs.intrusion(2), 1.6, WAITING));
        assertEquals("in yard for 2 s", why(Specs.intrusion(2), 2, WAITING));
        assertEquals("in yard", why(Specs.occupancy(OptionalInt.empty(), 60), 2, WAITING));
    }

    @Test
    void anObjectOutsideIsSoFarOutside() {
        Actor beside = person(1, at(0, 0.27, 0.5), at(20, 0.27, 0.5));
        assertEquals("3 % of the picture outside yard", why(Specs.intrusion(2), 2, beside));
        assertEquals("3 % of the picture outside yard", why(Specs.occupancy(OptionalInt.empty(), 60), 2, beside));
    }

    @Test
    void whatARuleDoesNotLookForIsSaid() {
        assertEquals(
                "a dog, looked for: person",
                why(Specs.intrusion(2), 5, Actor.of("dog", 1, at(0, 0.5, 0.5), at(9, 0.5, 0.5))));
        assertEquals("80 % sure, 90 % needed", why(intrusion(0.9, 0, 0, Schedule.ALWAYS), 5, WAITING));
        assertEquals("10 % of the picture high, 20 % needed", why(intrusion(0.4, 0.2, 0, Schedule.ALWAYS), 5, WAITING));
        assertEquals(
                "moved by 0 % of the picture, 5 % needed", why(intrusion(0.4, 0, 0.05, Schedule.ALWAYS), 5, WAITING));
        assertEquals("outside the schedule", why(intrusion(0.4, 0, 0, AT_NIGHT), 5, WAITING));
    }

    @Test
    void anObjectThatWasToldBeforeIsQuiet() {
        Actor pacing = person(
                1,
                at(0, 0.5, 0.5),
                at(5, 0.5, 0.5),
                at(6, 0.1, 0.5),
                at(10, 0.1, 0.5),
                at(11, 0.5, 0.5),
                at(30, 0.5, 0.5));
        assertEquals("in yard for 9.5 s, told before, quiet for 16 s", why(Specs.intrusion(1), 20, pacing));
    }

    @Test
    void anObjectAtALineIsBeforeOrBeyondIt() {
        RuleSpec line = Specs.crossing(Optional.empty(), 0);
        Actor walker = person(1, at(0, 0.5, 0.4), at(10, 0.5, 0.6));
        assertEquals("4 % of the picture away from door", why(line, 3, walker));
        assertEquals("beyond door for 0.2 s of 0.3 s", why(line, 5.4, walker));
        assertEquals("crossed door forwards 3 s ago", why(line, 8, walker));
        assertEquals("crossed door forwards 3 s ago", why(Specs.footfall(60), 8, walker));
        Actor appearing = person(1, at(0, 0.5, 0.501), at(10, 0.5, 0.501));
        assertEquals("first seen on door, on neither side of it so far", why(line, 3, appearing));
        Actor car = Actor.of("car", 1, at(0, 0.5, 0.2), at(10, 0.5, 0.8));
        assertEquals("18 % of the picture away from the middle of north", why(Specs.traffic(60), 2, car));
    }

    private static RuleSpec intrusion(double confidence, double height, double travel, Schedule schedule) {
        return Specs.intrusion(
                2, new Watch(Set.of("person"), confidence, height, travel, Anchor.BOTTOM_CENTRE, schedule));
    }

    private static String why(RuleSpec rule, double seconds, Actor actor) {
        RuleState state = RuleEngine.initial(Film.CAMERA, List.of(rule));
        for (RuleInput input : Film.frames(seconds, 10, List.of(actor))) {
            state = RuleEngine.step(state, input).state();
        }
        List<Explanation> explanations = RuleEngine.explain(state);
        assertEquals(1, explanations.size());
        assertEquals(rule.id(), explanations.get(0).rule());
        return explanations.get(0).why();
    }
}
