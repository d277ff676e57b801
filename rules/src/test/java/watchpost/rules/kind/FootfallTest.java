package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Measurement;
import watchpost.core.event.Values;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;

class FootfallTest {
    @Test
    void peopleAreCountedByDirectionAndMinute() {
        List<Measurement> records = Film.measurements(Film.play(
                Specs.footfall(60),
                130,
                5,
                person(1, at(1, 0.5, 0.3), at(5, 0.5, 0.7)),
                person(2, at(10, 0.5, 0.3), at(15, 0.5, 0.7), at(70, 0.5, 0.7), at(75, 0.5, 0.3)),
                person(3, at(20, 0.2, 0.7), at(25, 0.2, 0.3)),
                Actor.of("dog", 4, at(20, 0.6, 0.7), at(25, 0.6, 0.3))));
        assertEquals(3, records.size());
        assertCount(2, 1, records.get(0));
        assertCount(0, 1, records.get(1));
        assertCount(0, 0, records.get(2));
        assertEquals(Film.START, records.get(0).from());
        assertEquals(Film.START.plusSeconds(60), records.get(0).to());
        assertEquals(Film.moment(60), records.get(0).at());
        assertEquals(1, records.get(0).completeness());
        assertEquals(10 / 60.0, records.get(2).completeness(), 1e-3, "the camera stopped ten seconds into it");
    }

    @Test
    void hoveringAtTheDoorCountsOnce() {
        Actor hovering = person(
                1,
                at(0, 0.5, 0.3),
                at(5, 0.5, 0.503),
                at(6, 0.5, 0.497),
                at(7, 0.5, 0.503),
                at(8, 0.5, 0.498),
                at(12, 0.5, 0.7));
        List<Measurement> records = Film.measurements(Film.play(Specs.footfall(60), 60, 10, hovering));
        assertCount(1, 0, records.get(0));
    }

    @Test
    void anUnwatchedStretchLowersCompletenessAndIsNoZero() {
        List<RuleInput> inputs = Film.frames(30, 5, List.of());
        inputs.add(new RuleInput.CameraGap(Film.moment(30), Film.moment(250)));
        for (double t = 250; t <= 310; t += 0.2) {
            inputs.add(Film.frame(Film.moment(t), List.of()));
        }
        List<Measurement> records = Film.measurements(Film.play(List.of(Specs.footfall(60)), inputs));
        assertEquals(
                List.of(Film.START, Film.START.plusSeconds(240)),
                records.stream().map(Measurement::from).toList(),
                "the minutes between were not watched and are not told");
        assertEquals(0.5, records.get(0).completeness(), 0.01);
        assertEquals(50 / 60.0, records.get(1).completeness(), 0.01);
    }

    @Test
    void aClockPutForwardByYearsTellsNoEmptyIntervals() {
        List<RuleInput> inputs = new ArrayList<>();
        for (int i = 0; i <= 300; i++) {
            Moment now = Film.moment(i * 0.2);
            Moment jumped = i < 150
                    ? now
                    : new Moment(now.stream(), now.wall().plus(Duration.ofDays(400)), ClockQuality.CORRECTED);
            inputs.add(Film.frame(jumped, List.of()));
        }
        List<Measurement> records = Film.measurements(Film.play(List.of(Specs.footfall(60)), inputs));
        assertEquals(2, records.size(), "half of the last minute before and half of the first one after");
        assertEquals(0.5, records.get(0).completeness(), 0.01);
        assertEquals(0.5, records.get(1).completeness(), 0.01);
    }

    @Test
    void aClockPutBackALittleStaysInItsInterval() {
        List<RuleInput> inputs = new ArrayList<>();
        for (int i = 0; i <= 600; i++) {
            Moment now = Film.moment(i * 0.2);
            Moment jumped = i <= 301
                    ? now
                    : new Moment(now.stream(), now.wall().minus(Duration.ofSeconds(5)), ClockQuality.CORRECTED);
            inputs.add(Film.frame(jumped, List.of()));
        }
        List<Measurement> records = Film.measurements(Film.play(List.of(Specs.footfall(60)), inputs));
        assertEquals(
                List.of(Film.START), records.stream().map(Measurement::from).toList());
    }

    @Test
    void aRuleTakenAwayTellsWhatItCounted() {
        List<RuleInput> inputs = Film.frames(30, 5, List.of(person(1, at(1, 0.5, 0.3), at(5, 0.5, 0.7))));
        inputs.add(new RuleInput.RulesChanged(Film.moment(30), List.of()));
        List<Measurement> records = Film.measurements(Film.play(List.of(Specs.footfall(60)), inputs));
        assertCount(1, 0, records.get(0));
        assertEquals(0.5, records.get(0).completeness(), 0.01);
    }

    private static void assertCount(long in, long out, Measurement record) {
        Map<String, Object> values = record.values().entries();
        assertEquals(Map.of("person", in), ((Values) values.get("in")).entries());
        assertEquals(Map.of("person", out), ((Values) values.get("out")).entries());
    }
}
