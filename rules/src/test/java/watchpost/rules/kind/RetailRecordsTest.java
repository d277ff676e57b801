package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Measurement;
import watchpost.core.event.Values;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Rules;
import watchpost.rules.Scenario;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;

/** What the records of one minute say, against what one works out by hand. The yard is the middle of the picture, 0.3 to 0.7. */
class RetailRecordsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final double FPS = 10;
    /** A frame or two, and the way from the edge to where somebody stands. */
    private static final double BIT = 0.3;

    private static final RuleSpec HEAT = new RetailRule.Heatmap(new RuleId("heat"), Specs.PEOPLE, 4, 2, MINUTE);
    private static final RuleSpec DWELL =
            new RetailRule.Dwell(new RuleId("dwell"), Specs.PEOPLE, Specs.YARD, Optional.empty(), MINUTE, Specs.ALARM);
    private static final RuleSpec PATHS = new RetailRule.Paths(
            new RuleId("paths"), Specs.PEOPLE, List.of(Rules.ENTRANCE, Specs.YARD, Rules.COUNTER), MINUTE);
    private static final RuleSpec STOCK = new RetailRule.Stock(
            new RuleId("stock"),
            new Watch(Set.of("bottle", "cup"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS),
            Specs.YARD,
            1,
            Duration.ofSeconds(5),
            MINUTE,
            Specs.ALARM);

    private static RuleSpec queue(Optional<Zone> counter) {
        return new RetailRule.Queue(
                new RuleId("queue"),
                Specs.PEOPLE,
                Specs.YARD,
                counter,
                Duration.ofSeconds(2),
                OptionalInt.empty(),
                MINUTE,
                Specs.ALARM);
    }

    @Test
    void aHeatMapHasTheSecondsOfEachCell() {
        List<Actor> actors = List.of(
                person(1, at(10, 0.1, 0.2), at(30, 0.1, 0.2)),
                person(2, at(0, 0.9, 0.9), at(60, 0.9, 0.9)),
                person(3, at(20, 0.8, 0.6), at(25, 0.8, 0.6)),
                Actor.of("dog", 4, at(0, 0.4, 0.9), at(60, 0.4, 0.9)));
        check(HEAT, actors, values -> assertCells(List.of(20.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 65.0), values));
    }

    @Test
    void whoWalksLeavesTimeInEachCellOnTheWay() {
        // six eighths of the width in 12 s: half a column, two whole ones, and half a one again
        List<Actor> walker = List.of(person(1, at(0, 0.125, 0.25), at(12, 0.875, 0.25)));
        check(HEAT, walker, values -> assertCells(List.of(2.0, 4.0, 4.0, 2.0, 0.0, 0.0, 0.0, 0.0), values));
    }

    @Test
    void nobodyHeatsNothing() {
        check(HEAT, List.of(), values -> assertCells(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), values));
    }

    @Test
    void timeThatWasNotWatchedHeatsNothing() {
        List<Actor> still = List.of(person(1, at(0, 0.1, 0.2), at(60, 0.1, 0.2)));
        List<RuleInput> inputs = new ArrayList<>();
        for (RuleInput frame : Film.frames(60, FPS, still)) {
            double now = ((RuleInput.TracksSeen) frame).at().stream().toMillis() / 1e3;
            if (now <= 20 || now >= 40) {
                inputs.add(frame);
            }
            if (now == 20) {
                inputs.add(new RuleInput.CameraGap(Film.moment(20), Film.moment(40)));
            }
        }
        Measurement record = Film.measurements(Film.play(List.of(HEAT), inputs)).get(0);
        assertEquals(2 / 3.0, record.completeness(), 0.01);
        assertCells(
                List.of(40.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
                record.values().entries());
    }

    @Test
    void dwellTimesAreOfTheVisitsThatEnded() {
        List<Actor> visits = List.of(
                visit(1, 5, 9), // 4 s
                visit(2, 10, 20), // 10 s
                visit(3, 15, 35), // 20 s
                person(4, at(30, 0.5, 0.5), at(70, 0.5, 0.5)), // stays beyond the minute
                person(5, at(0, 0.1, 0.5), at(60, 0.2, 0.5))); // never in
        check(DWELL, visits, values -> {
            assertEquals(3L, values.get("samples"));
            assertNumber(10, values.get("median_s"), BIT);
            assertNumber(18, values.get("p90_s"), BIT); // 90 % of the way from the least to the most: 10 + 0.8 · 10
        });
    }

    @Test
    void withoutVisitsThereIsNoDwellTime() {
        check(DWELL, List.of(person(1, at(0, 0.1, 0.5), at(60, 0.2, 0.5))), values -> {
            assertEquals(0L, values.get("samples"));
            assertNull(values.get("median_s"), "never a false zero");
        });
    }

    @Test
    void aQueueKnowsWhoWasServedAndWhoGaveUp() {
        List<Actor> people = List.of(
                person(
                        1,
                        at(5, 0.5, 0.6),
                        at(15, 0.5, 0.6),
                        at(15.4, 0.5, 0.85),
                        at(25, 0.5, 0.85)), // served after 10 s
                person(
                        2,
                        at(10, 0.4, 0.5),
                        at(30, 0.4, 0.5),
                        at(30.6, 0.1, 0.5),
                        at(33, 0.1, 0.5)), // gave up after 20 s
                person(
                        3,
                        at(20, 0.6, 0.6),
                        at(26, 0.6, 0.6),
                        at(26.4, 0.6, 0.85),
                        at(40, 0.6, 0.85)), // served after 6 s
                person(4, at(40, 0.1, 0.5), at(41, 0.9, 0.5))); // only passes
        check(queue(Optional.of(Rules.COUNTER)), people, values -> {
            assertEquals(2L, values.get("served"));
            assertEquals(1L, values.get("abandoned"));
            assertEquals(2L, values.get("max_length"));
            assertNumber(8, values.get("wait_median_s"), BIT);
            assertNumber(9.6, values.get("wait_p90_s"), BIT);
            // each waits from two seconds on, and counts as there for up to 0.7 s after leaving: 8 + 18 + 4 and a bit
            assertNumber((8 + 18 + 4 + 3 * 0.5) / 60, values.get("length"), 0.03);
        });
    }

    @Test
    void withoutACounterNobodyIsSaidToGiveUp() {
        check(queue(Optional.empty()), List.of(visit(1, 10, 30)), values -> {
            assertEquals(1L, values.get("served"));
            assertNull(values.get("abandoned"));
            assertNumber(20, values.get("wait_median_s"), BIT);
        });
    }

    @Test
    void nobodyInTheQueue() {
        check(queue(Optional.of(Rules.COUNTER)), List.of(visit(1, 10, 11)), values -> {
            assertEquals(0L, values.get("served"));
            assertEquals(0L, values.get("abandoned"));
            assertEquals(0L, values.get("max_length"));
            assertNull(values.get("wait_median_s"), "never a false zero");
        });
    }

    @Test
    void pathsCountWalksFromZoneToZone() {
        List<Actor> people = List.of(
                // entrance, yard, counter
                person(1, at(0, 0.5, 0.1), at(5, 0.5, 0.5), at(10, 0.5, 0.5), at(14, 0.5, 0.85), at(20, 0.5, 0.85)),
                // entrance, yard, entrance
                person(2, at(5, 0.4, 0.1), at(9, 0.4, 0.5), at(13, 0.4, 0.1), at(20, 0.4, 0.1)),
                // touches the yard's corner for a fifth of a second on the way from the entrance to nowhere
                person(3, at(10, 0.66, 0.2), at(11, 0.72, 0.31), at(20, 0.9, 0.5)),
                // in no zone at all
                person(4, at(0, 0.1, 0.5), at(60, 0.1, 0.6)));
        check(
                PATHS,
                people,
                values -> assertEquals(
                        Map.of(
                                "entrance>yard", 2L,
                                "entrance>counter", 0L,
                                "yard>entrance", 1L,
                                "yard>counter", 1L,
                                "counter>entrance", 0L,
                                "counter>yard", 0L),
                        ((Values) values.get("paths")).entries()));
    }

    @Test
    void stockIsCountedByClass() {
        List<Actor> shelf = List.of(
                product("bottle", 1, 0.35, 70),
                product("bottle", 2, 0.45, 70),
                product("bottle", 3, 0.55, 30), // sold at half a minute
                product("cup", 4, 0.65, 70));
        check(STOCK, shelf, values -> {
            assertEquals(Map.of("bottle", 2L, "cup", 1L), ((Values) values.get("count")).entries());
            Map<String, Object> means = ((Values) values.get("mean")).entries();
            assertNumber(2.5, means.get("bottle"), 0.1);
            assertNumber(1, means.get("cup"), 0.01);
        });
    }

    @Test
    void whatSomebodyStandsBeforeIsNotSold() {
        List<Actor> shelf = List.of(
                product("bottle", 1, 0.35, 20), // hidden from 20 s to 60 s
                new Actor(9, "person", 0.3, 0.5, Arrays.asList(at(19, 0.5, 0.75), at(62, 0.5, 0.75))));
        check(STOCK, shelf, values -> {
            assertEquals(Map.of("bottle", 1L, "cup", 0L), ((Values) values.get("count")).entries());
            assertNumber(1, ((Values) values.get("mean")).entries().get("bottle"), 0.01);
        });
    }

    /** Somebody who is seen in the yard first and leaves it to the left, within a fifth of a second. */
    private static Actor visit(long id, double from, double to) {
        return person(id, at(from, 0.35, 0.5), at(to, 0.35, 0.5), at(to + 0.2, 0.1, 0.5), at(to + 2, 0.1, 0.5));
    }

    private static Actor product(String label, long id, double x, double until) {
        return new Actor(id, label, 0.04, 0.06, Arrays.asList(at(0, x, 0.5), at(until, x, 0.5)));
    }

    private interface Expectation {
        void of(Map<String, Object> values);
    }

    /** The only record of the minute; a failure shows the scene. */
    private static void check(RuleSpec rule, List<Actor> actors, Expectation expected) {
        Scenario scene = new Scenario(0, actors, 60, FPS, 0);
        try {
            List<Measurement> records = Film.measurements(Film.play(List.of(rule), scene.frames()));
            assertEquals(1, records.size(), records::toString);
            assertEquals(1, records.get(0).completeness());
            expected.of(records.get(0).values().entries());
        } catch (AssertionError wrong) {
            throw new AssertionError(wrong.getMessage() + "\n" + scene.drawn(), wrong);
        }
    }

    private static void assertCells(List<Double> expected, Map<String, Object> values) {
        List<?> seconds = (List<?>) values.get("seconds");
        assertEquals(expected.size(), seconds.size());
        for (int i = 0; i < expected.size(); i++) {
            assertNumber(expected.get(i), seconds.get(i), 0.15, "cell " + i + " of " + seconds);
        }
    }

    private static void assertNumber(double expected, Object value, double tolerance) {
        assertNumber(expected, value, tolerance, "");
    }

    private static void assertNumber(double expected, Object value, double tolerance, String what) {
        assertEquals(expected, ((Number) value).doubleValue(), tolerance, what);
    }
}
