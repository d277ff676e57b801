package watchpost.daemon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.rules.track.TrackerSettings;

/** A lane whose camera shows key frames only while nothing moves, four seconds apart. */
class RestingCameraTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Box BENCH = new Box(0.4, 0.4, 0.1, 0.3);
    private static final Box DOOR = new Box(0.1, 0.4, 0.1, 0.3);

    private final List<RuleOutput> outputs = new ArrayList<>();
    private final List<Double> attended = new ArrayList<>();
    private final List<Double> wentBackTo = new ArrayList<>();
    private double now;
    private boolean mayRest = true;

    private final CameraLane lane = new CameraLane(
            GATE,
            TrackerSettings.DEFAULT,
            LaneRules.of(List.of(new SecurityRule.Loitering(
                    new RuleId("stay"),
                    new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS),
                    new Zone(
                            "all",
                            new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)))),
                    Duration.ofSeconds(15),
                    new Alerting(Severity.ALARM, Duration.ZERO)))),
            outputs::add,
            (camera, time, tracks) -> {},
            new CameraControl() {
                @Override
                public boolean mayRest(CameraId camera) {
                    return mayRest;
                }

                @Override
                public void attend(CameraId camera) {
                    attended.add(now);
                }

                @Override
                public void goBackTo(CameraId camera, Moment moment) {
                    wentBackTo.add(moment.stream().toMillis() / 1000.0);
                }

                @Override
                public boolean isResting(CameraId camera) {
                    return true;
                }
            });

    private void sees(double seconds, boolean still, Box... people) {
        now = seconds;
        Duration stream = Duration.ofMillis(Math.round(seconds * 1000));
        Moment moment = new Moment(stream, NOON.plus(stream), ClockQuality.SYNCED);
        lane.seen(new Detections(
                GATE,
                new FrameTime(moment, stream.toNanos(), still),
                new Size(640, 360),
                Arrays.stream(people)
                        .map(box -> new Detection("person", 0.8, box))
                        .toList()));
    }

    private void watches(double from, double to, Box... people) {
        for (double at = from; at < to - 1e-6; at += 0.2) {
            sees(at, false, people);
        }
    }

    @Test
    void aCameraThatLeavesNothingOutIsNotAskedToAttend() {
        mayRest = false;
        watches(0, 1, BENCH);
        assertEquals(List.of(), attended);
        mayRest = true;
        watches(1, 2, BENCH);
        assertEquals(5, attended.size());
    }

    @Test
    void whoSitsStillIsTheSameThroughKeyFramesAndCountsAsStaying() {
        watches(0, 12, BENCH);
        for (int at = 12; at <= 24; at += 4) {
            lane.tick(Math.round((at - 0.5) * 1e9));
            sees(at, at > 12, BENCH);
        }
        List<RuleEvent> told = outputs.stream().map(RuleEvent.class::cast).toList();
        assertEquals(1, told.size(), told.toString());
        assertEquals(15, told.get(0).at().stream().toMillis() / 1000.0, 0.6);
        assertEquals(List.of(), wentBackTo);
        assertTrue(attended.stream().allMatch(at -> at < 10.5), "at rest after ten seconds: " + attended);
        assertEquals(24, lane.coverage().watched(), 0.01);
        assertEquals(0, lane.coverage().degraded(), 0.01);
    }

    @Test
    void whoAppearsBetweenTwoKeyFramesIsLookedForFromTheFirstOn() {
        watches(0, 4);
        sees(4, false);
        sees(8, true, DOOR);
        assertEquals(List.of(4.0), wentBackTo);
        assertEquals(1, lane.coverage().share(), 0.01, "nothing was passed over yet");
        watches(4.2, 8.4, DOOR);
        assertEquals(List.of(4.0), wentBackTo);
        assertEquals(0, lane.late());
    }

    @Test
    void whatMovedLatelyKeepsTheCameraAwake() {
        watches(0, 2, BENCH);
        watches(2, 3, DOOR);
        watches(3, 14, DOOR);
        assertTrue(attended.stream().anyMatch(at -> at > 11.5 && at < 12.5), attended.toString());
        assertTrue(attended.stream().noneMatch(at -> at > 12.5), attended.toString());
    }

    @Test
    void picturesTooFarApartWithoutAReasonAreDegraded() {
        watches(0, 2);
        sees(6, false);
        sees(10, false);
        assertEquals(8.2, lane.coverage().degraded(), 0.01);
        assertEquals(1.8, lane.coverage().watched(), 0.01);
    }
}
