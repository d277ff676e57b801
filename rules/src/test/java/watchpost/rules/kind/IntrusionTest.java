package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Watch;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;

class IntrusionTest {
    private static final double FPS = 10;
    /** In from the left at 2 s, out on the right at 10 s. */
    private static final Actor PASSER_BY =
            person(7, at(0, 0.2, 0.5), at(2, 0.3, 0.5), at(10, 0.7, 0.5), at(14, 0.9, 0.5));

    @Test
    void anObjectThatStaysOpensOnceAndClosesWhenItLeaves() {
        List<RuleEvent> events = Film.events(Film.play(Specs.intrusion(2), 15, FPS, PASSER_BY));
        assertEquals(
                List.of(Phase.OPENED, Phase.CLOSED),
                events.stream().map(RuleEvent::phase).toList());
        RuleEvent opened = events.get(0);
        RuleEvent closed = events.get(1);
        assertEquals(IncidentKind.INTRUSION, opened.kind());
        assertEquals(4, seconds(opened), 0.11);
        assertEquals(10, seconds(closed), 0.11, "it ended when it was first seen outside, not when that was certain");
        assertEquals("person in yard for 2 s", opened.why());
        assertEquals("person was in yard for 8 s", closed.why());
        assertEquals(opened.situation(), closed.situation());
        assertEquals(2, opened.startedAt().stream().toMillis() * 1e-3, 0.11);
        assertEquals(7, opened.subject().orElseThrow().track());
        assertEquals(8.0, (double) closed.attributes().entries().get("dwell_s"), 0.11);
    }

    @Test
    void aShortVisitIsNone() {
        assertEquals(List.of(), Film.play(Specs.intrusion(9), 15, FPS, PASSER_BY));
    }

    @Test
    void aFlickerOverTheEdgeIsNoNewVisit() {
        Actor hesitant = person(
                1, at(0, 0.35, 0.5), at(5, 0.35, 0.5), at(5.2, 0.28, 0.5), at(5.4, 0.35, 0.5), at(10, 0.35, 0.5));
        List<RuleEvent> events = Film.events(Film.play(Specs.intrusion(8), 10, FPS, hesitant));
        assertEquals(2, events.size());
        assertEquals(0, events.get(0).startedAt().stream().toMillis());
    }

    @Test
    void anObjectThatVanishesInsideEndsWhenItWasLastSeen() {
        Actor vanishing = person(1, at(0, 0.5, 0.5), at(5, 0.5, 0.5));
        List<RuleEvent> events = Film.events(Film.play(Specs.intrusion(1), 30, FPS, vanishing));
        assertEquals(5, seconds(events.get(1)), 1e-9);
    }

    @Test
    void theSameObjectIsQuietDuringItsCooldown() {
        Actor pacing = person(
                1,
                at(0, 0.5, 0.5),
                at(5, 0.5, 0.5),
                at(6, 0.1, 0.5),
                at(10, 0.1, 0.5),
                at(11, 0.5, 0.5),
                at(60, 0.5, 0.5));
        List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(Specs.intrusion(1), 60, FPS, pacing));
        assertEquals(2, opened.size());
        assertEquals(35.5, seconds(opened.get(1)), 0.3, "it left at about 5.5 s; 30 s later it may be told again");
        assertEquals(2, opened.stream().map(RuleEvent::situation).distinct().count());
    }

    @Test
    void onlyObjectsThatTheRuleLooksForCount() {
        Actor dog = Actor.of("dog", 1, at(0, 0.5, 0.5), at(10, 0.5, 0.5));
        Actor post = person(2, at(0, 0.5, 0.5), at(10, 0.5, 0.5));
        assertEquals(List.of(), Film.play(Specs.intrusion(1), 10, FPS, dog));
        assertEquals(List.of(), Film.play(Specs.intrusion(1, watch(0.9, 0, 0)), 10, FPS, post), "too unsure");
        assertEquals(List.of(), Film.play(Specs.intrusion(1, watch(0.4, 0.2, 0)), 10, FPS, post), "too small");
        assertEquals(List.of(), Film.play(Specs.intrusion(1, watch(0.4, 0, 0.05)), 10, FPS, post), "it never moved");
        Actor walker = person(3, at(0, 0.4, 0.5), at(10, 0.6, 0.5));
        assertEquals(
                2,
                Film.play(Specs.intrusion(1, watch(0.4, 0, 0.05)), 10, FPS, walker)
                        .size());
    }

    @Test
    void outsideItsScheduleARuleRests() {
        Watch night = new Watch(
                Set.of("person"),
                0.4,
                0,
                0,
                Anchor.BOTTOM_CENTRE,
                new Schedule(
                        ZoneId.of("Europe/Berlin"),
                        List.of(new Schedule.Window(
                                EnumSet.allOf(DayOfWeek.class), LocalTime.of(13, 0, 5), LocalTime.of(14, 0)))));
        Actor waiting = person(1, at(0, 0.5, 0.5), at(20, 0.5, 0.5));
        List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(Specs.intrusion(2, night), 20, FPS, waiting));
        assertEquals(1, opened.size());
        assertEquals(
                7, seconds(opened.get(0)), 1e-9, "13:00:05 in Berlin is five seconds in, and two seconds of dwell");
    }

    @Test
    void aLongStayIsToldAgainAtGrowingLengths() {
        Actor sitting = person(1, at(0, 0.5, 0.5), at(1000, 0.5, 0.5));
        List<RuleEvent> updates = Film.events(Phase.UPDATED, Film.play(Specs.intrusion(1), 1000, 2, sitting));
        assertEquals(
                List.of(31.0, 62.0, 124.0, 248.0, 496.0, 992.0),
                updates.stream().map(IntrusionTest::seconds).toList());
        assertTrue(updates.get(2).why().endsWith("for 2 min"), updates.get(2).why());
    }

    private static Watch watch(double confidence, double height, double travel) {
        return new Watch(Set.of("person"), confidence, height, travel, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    }

    private static double seconds(RuleEvent event) {
        return Duration.ZERO.plus(event.at().stream()).toMillis() * 1e-3;
    }
}
