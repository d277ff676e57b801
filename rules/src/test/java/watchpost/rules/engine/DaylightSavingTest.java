package watchpost.rules.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput.TracksSeen;

/**
 * The nights in which the clock goes forward and back: in 2026 in Berlin at 01:00Z of 29 March (two becomes three) and of 25 October
 * (three becomes two), in New York at 07:00Z of 8 March and at 06:00Z of 1 November.
 */
class DaylightSavingTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** Ten at night to six in the morning: seven hours, nine, and eight in a usual night. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z",
        "Europe/Berlin, 2026-10-24T20:00:00Z, 2026-10-25T05:00:00Z",
        "Europe/Berlin, 2026-06-10T20:00:00Z, 2026-06-11T04:00:00Z",
        "America/New_York, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z",
        "America/New_York, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z",
        "America/New_York, 2026-06-11T02:00:00Z, 2026-06-11T10:00:00Z"
    })
    void aNightAcrossMidnightBeginsAndEndsByTheLocalClock(String zone, Instant begins, Instant ends) {
        Schedule night = schedule(zone, EVERY_DAY, "22:00", "06:00");
        assertEquals(
                List.of(begins + " to " + ends),
                armed(night, begins.minusSeconds(4 * 3600), ends.plusSeconds(4 * 3600)));
    }

    /** Saturday's night belongs to Saturday, also where Sunday has an hour less or more. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T21:00:00Z, 2026-03-29T04:00:00Z",
        "Europe/Berlin, 2026-10-24T20:00:00Z, 2026-10-25T05:00:00Z",
        "America/New_York, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z",
        "America/New_York, 2026-11-01T02:00:00Z, 2026-11-01T11:00:00Z"
    })
    void aWindowBelongsToTheDayOnWhichItBegins(String zone, Instant begins, Instant ends) {
        Schedule saturday = schedule(zone, Set.of(DayOfWeek.SATURDAY), "22:00", "06:00");
        assertEquals(
                List.of(begins + " to " + ends),
                armed(saturday, begins.minusSeconds(40 * 3600), ends.plusSeconds(40 * 3600)));
    }

    /** Half past two to half past three: what does not exist is not armed, and what comes twice is armed twice. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T20:00:00Z, 2026-03-29T01:00:00Z to 2026-03-29T01:30:00Z",
        "Europe/Berlin, 2026-10-24T20:00:00Z, 2026-10-25T00:30:00Z to 2026-10-25T01:00:00Z"
                + " 2026-10-25T01:30:00Z to 2026-10-25T02:30:00Z",
        "America/New_York, 2026-03-08T02:00:00Z, 2026-03-08T07:00:00Z to 2026-03-08T07:30:00Z",
        "America/New_York, 2026-11-01T02:00:00Z, 2026-11-01T07:30:00Z to 2026-11-01T08:30:00Z"
    })
    void theHourThatIsMissingOrDoubled(String zone, Instant evening, String expected) {
        Schedule early = schedule(zone, EVERY_DAY, "02:30", "03:30");
        assertEquals(expected, String.join(" ", armed(early, evening, evening.plusSeconds(12 * 3600))));
    }

    /** A warning by day, an alarm at night, and nothing at all from six to eight. */
    @ParameterizedTest
    @CsvSource({
        // five minutes before and after the night begins, and around its end, which the clock's change moves by an hour
        "Europe/Berlin, 2026-03-28T20:55:00Z, WARNING",
        "Europe/Berlin, 2026-03-28T21:05:00Z, ALARM",
        "Europe/Berlin, 2026-03-29T03:55:00Z, ALARM",
        "Europe/Berlin, 2026-03-29T04:05:00Z, -",
        "Europe/Berlin, 2026-10-25T03:55:00Z, ALARM",
        "Europe/Berlin, 2026-10-25T04:55:00Z, ALARM",
        "Europe/Berlin, 2026-10-25T05:05:00Z, -",
        "America/New_York, 2026-03-08T09:55:00Z, ALARM",
        "America/New_York, 2026-03-08T10:05:00Z, -",
        "America/New_York, 2026-11-01T10:55:00Z, ALARM",
        "America/New_York, 2026-11-01T11:05:00Z, -",
        "America/New_York, 2026-11-01T13:05:00Z, WARNING"
    })
    void anIntruderIsToldByTheLocalHour(String zone, Instant when, String told) {
        Schedule armed = schedule(zone, EVERY_DAY, "08:00", "06:00");
        Schedule night = schedule(zone, EVERY_DAY, "22:00", "06:00");
        SecurityRule.Intrusion rule = new SecurityRule.Intrusion(
                Specs.intrusion(1).id(),
                new Watch(Specs.PEOPLE.classes(), 0.4, 0, 0, Specs.PEOPLE.anchor(), armed),
                Specs.YARD,
                Duration.ofSeconds(1),
                new Alerting(
                        Severity.WARNING, Duration.ofSeconds(30), List.of(new Alerting.At(night, Severity.ALARM))));
        List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(List.of(rule), standing(when)));
        assertEquals(
                told.equals("-") ? List.of() : List.of(Severity.valueOf(told)),
                opened.stream().map(RuleEvent::severity).toList());
    }

    /** Durations go by the stream: three seconds in the yard are three seconds while the local clock jumps by an hour. */
    @Test
    void theJumpItselfIsNoTimeThatPasses() {
        Instant jump = Instant.parse("2026-03-29T00:59:58.500Z");
        assertEquals(
                List.of(),
                Film.events(Phase.OPENED, Film.play(List.of(Specs.intrusion(10)), standing(jump))),
                "somebody was there for three seconds, not for an hour");
    }

    /** Somebody stands in the yard for three seconds. */
    private static List<RuleInput> standing(Instant when) {
        List<Actor> actors = List.of(person(1, at(0, 0.5, 0.5), at(3, 0.5, 0.5)));
        List<RuleInput> inputs = new ArrayList<>();
        for (RuleInput frame : Film.frames(3, 10, actors)) {
            TracksSeen seen = (TracksSeen) frame;
            Moment moment = new Moment(seen.at().stream(), when.plus(seen.at().stream()), ClockQuality.SYNCED);
            inputs.add(new TracksSeen(moment, seen.tracks()));
        }
        return inputs;
    }

    private static Schedule schedule(String zone, Set<DayOfWeek> days, String from, String to) {
        return new Schedule(
                ZoneId.of(zone), List.of(new Schedule.Window(days, LocalTime.parse(from), LocalTime.parse(to))));
    }

    /** The stretches in which it is armed, found minute by minute. */
    private static List<String> armed(Schedule schedule, Instant from, Instant to) {
        List<String> stretches = new ArrayList<>();
        boolean before = false;
        Instant begin = from;
        for (Instant now = from; now.isBefore(to); now = now.plusSeconds(60)) {
            boolean is = schedule.isArmed(now);
            if (is && !before) {
                begin = now;
            } else if (!is && before) {
                stretches.add(begin + " to " + now);
            }
            before = is;
        }
        return stretches;
    }
}
