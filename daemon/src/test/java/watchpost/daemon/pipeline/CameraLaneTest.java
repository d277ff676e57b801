package watchpost.daemon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.CameraState;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detections;
import watchpost.rules.track.TrackerSettings;

/** A lane is stepped with a held clock: stream time and arrival run together, in seconds from the start. */
class CameraLaneTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Watch PEOPLE = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    private static final RuleSpec COUNT = new RetailRule.Footfall(
            new RuleId("count"),
            PEOPLE,
            new Tripwire("door", new Segment(new Point(0, 0.5), new Point(1, 0.5))),
            Direction.LEFT_TO_RIGHT,
            Optional.empty(),
            Duration.ofSeconds(10));

    private static final RuleSpec TAMPER = new SecurityRule.Tamper(
            new RuleId("tamper"),
            PEOPLE,
            Set.of(CameraState.BLIND, CameraState.FROZEN),
            Duration.ofSeconds(2),
            new Alerting(Severity.ALARM, Duration.ZERO));

    private final List<RuleOutput> outputs = new ArrayList<>();
    private final List<Double> shown = new ArrayList<>();
    private final CameraLane lane = lane(COUNT);

    private CameraLane lane(RuleSpec... rules) {
        return new CameraLane(
                GATE,
                TrackerSettings.DEFAULT,
                LaneRules.of(List.of(rules)),
                outputs::add,
                (camera, time, tracks) -> shown.add(time.moment().stream().toMillis() / 1000.0),
                CameraControl.NONE);
    }

    @Test
    void framesCloseIntervals() {
        frames(0, 10.2);
        assertEquals(1.0, onlyMeasurement().completeness(), 0.02);
    }

    @Test
    void timeClosesTheIntervalOfACameraThatFellSilent() {
        frames(0, 5);
        lane.tick(nanos(9));
        assertEquals(List.of(), outputs);
        lane.tick(nanos(12));
        assertEquals(0.5, onlyMeasurement().completeness(), 0.05);
    }

    @Test
    void theTimeThatACameraWasAwayWasNotWatched() {
        frames(0, 4);
        lane.state(CameraState.STALLED);
        frames(5.5, 10.2);
        assertEquals(0.85, onlyMeasurement().completeness(), 0.03);
    }

    @Test
    void whatABlindOrFrozenCameraShowsIsNotMeasured() {
        for (CameraState state : List.of(CameraState.BLIND, CameraState.FROZEN)) {
            outputs.clear();
            CameraLane blind = lane(COUNT, TAMPER);
            frames(blind, 0, 3);
            blind.state(state);
            frames(blind, 3, 8);
            blind.state(CameraState.STREAMING);
            frames(blind, 8, 10.2);
            assertEquals(0.5, measurement().completeness(), 0.03, state.wireName());
            List<RuleEvent> told = outputs.stream()
                    .filter(RuleEvent.class::isInstance)
                    .map(RuleEvent.class::cast)
                    .toList();
            assertEquals(RuleEvent.Phase.OPENED, told.get(0).phase());
            assertTrue(told.get(0).why().contains(state.wireName()), told.get(0).why());
            assertEquals(5, told.get(0).at().stream().toMillis() / 1000.0, 0.3, "after two seconds of it");
        }
    }

    @Test
    void aFrameThatComesBackTooLateIsLeftOutAndCounted() {
        lane.seen(frame(1));
        lane.seen(frame(0.8));
        lane.seen(frame(1.2));
        assertEquals(List.of(1.0, 1.2), shown);
        assertEquals(1, lane.late());
        assertEquals(2, lane.analysed());
    }

    @Test
    void theEndTellsWhatWasCountedSoFar() {
        frames(0, 5);
        lane.end();
        assertTrue(onlyMeasurement().completeness() > 0.4);
    }

    private Measurement onlyMeasurement() {
        assertEquals(1, outputs.size(), outputs::toString);
        return measurement();
    }

    private Measurement measurement() {
        return outputs.stream()
                .filter(Measurement.class::isInstance)
                .map(Measurement.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void frames(double from, double to) {
        frames(lane, from, to);
    }

    private static void frames(CameraLane lane, double from, double to) {
        for (double at = from; at < to; at += 0.1) {
            lane.seen(frame(at));
        }
    }

    private static Detections frame(double seconds) {
        Duration stream = Duration.ofNanos(nanos(seconds));
        Moment moment = new Moment(stream, NOON.plus(stream), ClockQuality.SYNCED);
        return new Detections(GATE, new FrameTime(moment, nanos(seconds)), new Size(640, 480), List.of());
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
