package watchpost.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;

/** Persons who walk to and fro across the picture for ever, detected with a little noise: the same ones for the same seed. */
final class Walkers {
    private static final CameraId CAMERA = new CameraId("bench");
    private static final Size PICTURE = new Size(1920, 1080);
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    private final SplittableRandom random;
    private final double[] x;
    private final double[] y;
    private final double[] speed;
    private final double framesPerSecond;
    private long frame;

    Walkers(int count, double framesPerSecond, long seed) {
        this.framesPerSecond = framesPerSecond;
        random = new SplittableRandom(seed);
        x = random.doubles(count, 0, 1).toArray();
        y = random.doubles(count, 0.1, 0.9).toArray();
        speed = random.doubles(count, -0.1, 0.1).toArray();
    }

    /** The next frame's detections. */
    Detections next() {
        Moment moment = new Moment(
                Duration.ofNanos(Math.round(frame * 1e9 / framesPerSecond)),
                START.plusNanos(Math.round(frame * 1e9 / framesPerSecond)),
                ClockQuality.SYNCED);
        frame++;
        List<Detection> found = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            x[i] += speed[i] / framesPerSecond;
            if (x[i] < 0 || x[i] > 1) {
                speed[i] = -speed[i];
            }
            double left = x[i] + random.nextDouble(-0.001, 0.001);
            double top = y[i] + random.nextDouble(-0.001, 0.001);
            found.add(new Detection("person", 0.8, new Box(left, top, 0.02, 0.06)));
        }
        return new Detections(CAMERA, new FrameTime(moment, 0), PICTURE, found);
    }
}
