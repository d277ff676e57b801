package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;

class OccupancyTest {
    private static final Actor FIRST =
            person(1, at(10, 0.2, 0.5), at(20, 0.4, 0.5), at(40, 0.4, 0.5), at(41, 0.1, 0.5));
    private static final Actor SECOND = person(2, at(20, 0.6, 0.2), at(30, 0.6, 0.4), at(120, 0.6, 0.4));

    @Test
    void theLevelIsToldAtEachChange() {
        List<Level> levels = Film.levels(Film.play(Specs.occupancy(OptionalInt.empty(), 60), 60, 5, FIRST, SECOND));
        assertEquals(
                List.of(0L, 1L, 2L, 1L),
                levels.stream()
                        .map(level -> level.values().entries().get("occupancy"))
                        .toList());
        assertEquals(15, levels.get(1).at().stream().toMillis() * 1e-3, 0.21);
    }

    @Test
    void theRecordHasMeanAndMaximum() {
        List<Measurement> records =
                Film.measurements(Film.play(Specs.occupancy(OptionalInt.empty(), 60), 120, 5, FIRST, SECOND));
        // one from 15 to 40.3 s, the other from 25 s on
        assertEquals(
                (25.3 + 35) / 60, (double) records.get(0).values().entries().get("mean"), 0.03);
        assertEquals(2L, records.get(0).values().entries().get("max"));
        assertEquals(1.0, records.get(1).values().entries().get("mean"));
    }

    @Test
    void overTheLimitIsOneIncidentUntilItIsOver() {
        List<Actor> crowd = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            crowd.add(person(i + 1, at(0, 0.5, 0.5), at(20 - i, 0.5, 0.5)));
        }
        // the fourth comes and goes, each time for less than it takes
        crowd.add(person(9, at(10, 0.5, 0.1), at(10.5, 0.5, 0.35), at(11, 0.5, 0.1), at(20, 0.5, 0.1)));
        List<RuleEvent> events =
                Film.events(Film.play(Specs.occupancy(OptionalInt.of(3), 60), 40, 10, crowd.toArray(Actor[]::new)));
        assertEquals(2, events.size(), events::toString);
        assertEquals(IncidentKind.OCCUPANCY_LIMIT, events.get(0).kind());
        assertEquals("yard holds 4, limit is 3", events.get(0).why());
        assertEquals(1, events.get(0).at().stream().toMillis() * 1e-3, 1e-6);
        assertEquals("yard held up to 5, limit is 3", events.get(1).why());
    }

    @Test
    void whileTheCameraIsBlindTheLastLevelStands() {
        List<RuleInput> inputs = Film.frames(60, 5, List.of(SECOND));
        for (int i = 0; i < 100; i++) {
            inputs.add(new RuleInput.TimeAdvanced(Film.moment(61 + i * 10)));
        }
        List<RuleOutput> outputs = Film.play(List.of(Specs.occupancy(OptionalInt.of(0), 60)), inputs);
        List<Level> levels = Film.levels(outputs);
        assertEquals(1L, levels.get(levels.size() - 1).values().entries().get("occupancy"));
        assertTrue(Film.measurements(outputs).stream()
                .allMatch(record -> record.from().isBefore(Film.START.plusSeconds(120))));
        List<RuleEvent> events = Film.events(outputs);
        assertEquals(2, events.size(), "the incident of a camera that never comes back ends");
    }
}
