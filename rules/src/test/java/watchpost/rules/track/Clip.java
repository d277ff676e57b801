package watchpost.rules.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;

/** Shows moving things to a tracker, frame by frame. */
final class Clip {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    static final Size PICTURE = new Size(1280, 720);

    private final Tracker tracker;
    private double now;

    Clip(Tracker tracker) {
        this.tracker = tracker;
    }

    /** What there is to see at a time in seconds. */
    interface Scene extends DoubleFunction<List<Detection>> {}

    /** Shows the scene from where the clip stands to {@code until} seconds and returns what the tracker said at each frame. */
    List<List<Track>> show(double until, double fps, Scene scene) {
        List<List<Track>> said = new ArrayList<>();
        for (; now < until - 1e-9; now += 1 / fps) {
            said.add(tracker.step(frame(now, scene.apply(now))));
        }
        return said;
    }

    static Detections frame(double seconds, List<Detection> found) {
        Duration since = Duration.ofNanos(Math.round(seconds * 1e9));
        Moment moment = new Moment(since, START.plus(since), ClockQuality.SYNCED);
        return new Detections(new CameraId("c"), new FrameTime(moment, 0), PICTURE, found);
    }

    /** A person a fifth of the picture high, by the middle of its feet. */
    static Detection person(double x, double y) {
        return person(x, y, 0.8);
    }

    static Detection person(double x, double y, double confidence) {
        return new Detection("person", confidence, Box.clipped(x - 0.025, y - 0.2, x + 0.025, y));
    }
}
