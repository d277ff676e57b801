package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static watchpost.rules.Actor.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Measurement;
import watchpost.core.event.Values;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;

class TrafficFlowTest {
    @Test
    void vehiclesAreCountedWhereTheyPassTheMiddle() {
        List<Actor> road = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            road.add(driving(i == 2 ? "truck" : "car", i + 1, 2 + 5 * i, 0.5, 0.1, 0.9));
        }
        road.add(driving("car", 7, 40, 0.5, 0.9, 0.1));
        road.add(driving("car", 8, 45, 0.9, 0.1, 0.9));
        road.add(driving("person", 9, 50, 0.5, 0.1, 0.9));
        Map<String, Object> record = only(road);
        assertEquals("north", record.get("lane"));
        assertEquals("forward", record.get("direction"));
        assertEquals(
                "{bus=0, car=5, truck=1}",
                ((Values) record.get("by_class")).entries().toString());
        assertEquals(6L, record.get("count"));
        assertEquals(1L, record.get("wrong_way_count"));
        assertEquals(360.0, record.get("flow_per_hour"));
        assertEquals(5.0, record.get("mean_headway_s"));
        assertEquals(6L, record.get("speed_samples"));
        assertEquals(28.8, (double) record.get("mean_speed_kmh"), 0.5, "32 m in 4 s");
    }

    @Test
    void withoutCalibrationThereIsNoSpeed() {
        List<RuleInput> frames = Film.frames(61, 5, List.of(driving("car", 1, 2, 0.5, 0.1, 0.9)));
        Map<String, Object> record = Film.measurements(
                        Film.play(RuleEngine.initial(Film.CAMERA, List.of(Specs.traffic(60))), frames))
                .get(0)
                .values()
                .entries();
        assertEquals(1L, record.get("count"));
        assertFalse(record.containsKey("mean_speed_kmh"), record::toString);
    }

    @Test
    void theShareOfTimeThatTheMiddleIsCoveredIsItsOccupancy() {
        // covers the middle, at 0.5, while its lower edge is within 0.5 to 0.6
        Actor slow = driving("car", 1, 5, 0.5, 0.1, 0.9);
        Actor standing = Actor.of("car", 2, at(20, 0.5, 0.55), at(35, 0.5, 0.55));
        double share = (double) only(List.of(slow, standing)).get("occupancy_percent");
        assertEquals(100 * (15 + 0.5) / 60, share, 1);
    }

    @Test
    void anEmptyRoadIsATrueZero() {
        Map<String, Object> record = only(List.of());
        assertEquals(0L, record.get("count"));
        assertEquals(0.0, record.get("flow_per_hour"));
        assertFalse(record.containsKey("mean_headway_s"));
    }

    @Test
    void aFastVehicleBetweenTwoFramesIsCounted() {
        Actor fast = Actor.of("car", 1, at(1, 0.5, 0.05), at(2, 0.5, 0.2), at(2.4, 0.5, 0.85), at(3.6, 0.5, 1.05));
        assertEquals(1L, only(List.of(fast)).get("count"));
    }

    @Test
    void aMomentOfAnIntervalTellsCountsButNoRate() {
        Actor car = driving("car", 1, 0, 0.5, 0.1, 0.9);
        Map<String, Object> record = Film.measurements(Film.play(Specs.traffic(60), 4, 10, car))
                .get(0)
                .values()
                .entries();
        assertEquals(1L, record.get("count"));
        assertFalse(record.containsKey("flow_per_hour"), "900 an hour, from one car in four seconds");
    }

    private static Actor driving(String label, long id, double start, double x, double from, double to) {
        return Actor.of(label, id, at(start, x, from), at(start + 4, x, to));
    }

    private static Map<String, Object> only(List<Actor> road) {
        List<Measurement> records =
                Film.measurements(Film.play(Specs.traffic(60), 60.5, 5, road.toArray(Actor[]::new)).stream()
                        .filter(output -> output.at().wall().isBefore(Film.START.plusSeconds(61)))
                        .toList());
        assertEquals(1, records.size());
        assertEquals(1, records.get(0).completeness());
        return records.get(0).values().entries();
    }
}
