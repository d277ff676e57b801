package watchpost.daemon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Letterbox.Fit;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Signal.State;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;
import watchpost.rules.engine.RuleInput.SignalSeen;

/** A head of 10 × 30 pixels with the upper or the lower lamp lit, in frames of 100 × 100. */
class SignalEyesTest {
    private static final FrameShape SHAPE = new FrameShape(new Size(100, 100), PixelOrder.RGB, Fit.STRETCHED, 0);
    private static final Signal LIGHT = new Signal(
            "light",
            new Polygon(List.of(new Point(0.4, 0.2), new Point(0.5, 0.2), new Point(0.5, 0.5), new Point(0.4, 0.5))));
    private static final TrafficRule.RedLight RULE = new TrafficRule.RedLight(
            new RuleId("red"),
            new Watch(Set.of("car"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS),
            new Tripwire("stop", new Segment(new Point(0, 0.5), new Point(1, 0.5))),
            Direction.LEFT_TO_RIGHT,
            LIGHT,
            Duration.ZERO,
            new Alerting(Severity.ALARM, Duration.ZERO));

    private final SignalEyes eyes = new SignalEyes(List.of(RULE));

    private record Shown(double seconds, State state) implements Frame {
        @Override
        public CameraId camera() {
            return new CameraId("gate");
        }

        @Override
        public FrameTime time() {
            return new FrameTime(moment(seconds), Math.round(seconds * 1e9));
        }

        @Override
        public Size picture() {
            return new Size(1000, 1000);
        }

        @Override
        public FrameShape shape() {
            return SHAPE;
        }

        @Override
        public ByteBuffer pixels() {
            ByteBuffer pixels = ByteBuffer.allocate(SHAPE.bytes());
            int top = state == State.RED ? 22 : 42;
            for (int y = top; y < top + 7; y++) {
                for (int x = 42; x < 48; x++) {
                    pixels.put(3 * (y * 100 + x), (byte) (state == State.RED ? 240 : 20));
                    pixels.put(3 * (y * 100 + x) + 1, (byte) (state == State.RED ? 30 : 230));
                    pixels.put(3 * (y * 100 + x) + 2, (byte) (state == State.RED ? 30 : 140));
                }
            }
            return pixels;
        }

        @Override
        public void close() {}
    }

    private static Moment moment(double seconds) {
        Duration stream = Duration.ofMillis(Math.round(seconds * 1e3));
        return new Moment(stream, Instant.parse("2026-11-21T12:00:00Z").plus(stream), ClockQuality.SYNCED);
    }

    private Optional<State> changeAt(double seconds) {
        List<SignalSeen> changes = eyes.changes(moment(seconds));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.get(changes.size() - 1).state());
    }

    @Test
    void whatAFrameShowsCountsWhenItsDetectionsCome() {
        eyes.look(new Shown(1, State.GREEN));
        eyes.look(new Shown(1.2, State.RED));
        eyes.look(new Shown(1.6, State.RED));
        assertEquals(Optional.of(State.GREEN), changeAt(1));
        assertEquals(Optional.empty(), changeAt(1.2), "red has to last");
        assertEquals(Optional.of(State.RED), changeAt(1.6));
    }

    @Test
    void aFrameThatNeverComesBackIsTakenWithTheNext() {
        eyes.look(new Shown(1, State.GREEN));
        eyes.look(new Shown(1.2, State.GREEN));
        assertEquals(Optional.of(State.GREEN), changeAt(1.2));
        assertEquals(Optional.empty(), changeAt(1.2));
    }

    /** A camera goes back when something moves in a still scene: the frames before the newest come after it, and then it comes again. */
    @Test
    void framesThatComeAgainAreTakenInTheirOrder() {
        eyes.look(new Shown(10, State.GREEN));
        for (double at : new double[] {9.2, 9.6}) {
            eyes.look(new Shown(at, State.RED));
        }
        assertEquals(Optional.empty(), changeAt(9.2));
        assertEquals(Optional.of(State.RED), changeAt(9.6));
        eyes.look(new Shown(10, State.GREEN));
        assertEquals(Optional.of(State.GREEN), changeAt(10));
    }
}
