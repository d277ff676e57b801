package watchpost.rules.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.ground.Calibration;
import watchpost.core.ground.CalibrationException;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;

/**
 * Vehicles with a known speed before cameras with a known place, filmed with two pixels of noise at 1280×720: what the measured speed
 * differs from the true one by, against the bound that is told with it. The cameras are calibrated by clicks that are a pixel off.
 */
class SpeedErrorTest {
    private static final int TRACKS = Integer.getInteger("watchpost.tracks", 4000);
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;
    private static final double NOISE = 2;
    private static final double CLICK = 1;

    /** A camera some metres high that looks down by an angle: the truth, which calibration has to find. */
    private record Camera(double height, double tilt, double focal) {
        static Camera any(Random random) {
            return new Camera(
                    4 + 8 * random.nextDouble(),
                    Math.toRadians(15 + 30 * random.nextDouble()),
                    0.5 / Math.tan(Math.toRadians(30 + 20 * random.nextDouble())));
        }

        Point picture(double x, double y) {
            double depth = y * Math.cos(tilt) + height * Math.sin(tilt);
            double down = height * Math.cos(tilt) - y * Math.sin(tilt);
            return new Point(0.5 + focal * x / depth, 0.5 + focal * down / depth * WIDTH / HEIGHT);
        }

        /** How far away the ground at a row of the picture is. */
        double distance(double row) {
            double v = (row - 0.5) * HEIGHT / WIDTH;
            return height
                    * (focal * Math.cos(tilt) - v * Math.sin(tilt))
                    / (focal * Math.sin(tilt) + v * Math.cos(tilt));
        }
    }

    private static GroundPlane calibrated(Camera camera, Random random) throws CalibrationException {
        double near = camera.distance(0.95);
        double far = camera.distance(0.35);
        double aside = 0.3 * near / camera.focal();
        List<Calibration.Pair> pairs = new ArrayList<>();
        for (double y : new double[] {near, (near + far) / 2, far}) {
            for (double x : new double[] {-aside, aside}) {
                Point p = camera.picture(x, y);
                Point clicked = new Point(
                        p.x() + CLICK / WIDTH * random.nextGaussian(), p.y() + CLICK / HEIGHT * random.nextGaussian());
                pairs.add(new Calibration.Pair(clicked, new GroundPoint(x, y)));
            }
        }
        return Calibration.ofPairs(pairs);
    }

    /** One drive: the measured speed and its bound against the truth, in km/h; null where the vehicle was not in view for long enough. */
    private record Drive(double off, double bound, double speed) {}

    private static Drive drive(Random random) throws CalibrationException {
        Camera camera = Camera.any(random);
        GroundPlane ground = calibrated(camera, random);
        double speed = (10 + 80 * random.nextDouble()) / 3.6;
        double angle = Math.toRadians(180 * random.nextDouble() - 90);
        double fps = new double[] {5, 8, 12.5, 25}[random.nextInt(4)];
        double x = (random.nextDouble() - 0.5) * 2;
        double y = camera.distance(0.4 + 0.3 * random.nextDouble());
        double seconds = 1 + 2 * random.nextDouble();
        double sign = random.nextBoolean() ? 1 : -1;
        Trail trail = null;
        for (int i = 0; i <= seconds * fps; i++) {
            double t = i / fps;
            Point p = camera.picture(x + sign * speed * Math.sin(angle) * t, y + sign * speed * Math.cos(angle) * t);
            if (p.x() < 0 || p.x() > 1 || p.y() < 0.3 || p.y() > 1) {
                break;
            }
            double px = p.x() + NOISE / WIDTH * random.nextGaussian();
            double py = p.y() + NOISE / HEIGHT * random.nextGaussian();
            trail = Trail.of(trail, new Box(px - 0.05, py - 0.1, 0.1, 0.1), Math.round(t * 1e9));
        }
        GroundMotion motion = trail == null ? null : GroundMotion.of(ground, trail);
        return motion == null ? null : new Drive(Math.abs(motion.kmh() - speed * 3.6), motion.errorKmh(), speed * 3.6);
    }

    @Test
    void theTrueSpeedLiesWithinTheToldBound() throws CalibrationException {
        Random random = new Random(Long.getLong("watchpost.seed", 20261121L));
        int within = 0;
        int all = 0;
        List<Double> shares = new ArrayList<>();
        while (all < TRACKS) {
            Drive drive = drive(random);
            if (drive != null) {
                all++;
                within += drive.off() <= drive.bound() ? 1 : 0;
                shares.add(drive.bound() / drive.speed());
            }
        }
        shares.sort(Double::compare);
        double median = shares.get(shares.size() / 2);
        System.out.printf(
                "speeds: %.1f %% of %d within the told bound; the bound is %.0f %% of the speed in the median%n",
                100.0 * within / all, all, 100 * median);
        assertTrue(within >= 0.95 * all, within + " of " + all + " speeds within their bound");
        assertTrue(median < 0.25, "a bound that nobody can use: " + median);
    }

    @Test
    void speedsComeFromTimesNotFromFrames() throws CalibrationException {
        GroundPlane ground = Calibration.ofPairs(
                List.of(pair(0, 0, 0, 0), pair(1, 0, 20, 0), pair(1, 1, 20, 40), pair(0, 1, 0, 40)));
        Trail trail = null;
        for (double t : new double[] {0, 0.21, 0.9, 1.1, 1.8, 2.5}) {
            trail = Trail.of(
                    trail,
                    new Box(0.45, 0.1 + 0.25 * t, 0.1, 0.1),
                    Duration.ofNanos(Math.round(t * 1e9)).toNanos());
        }
        GroundMotion motion = GroundMotion.of(ground, trail);
        assertNotNull(motion);
        assertEquals(36, motion.kmh(), 0.01);
        assertEquals(0, motion.heading(), 0.1);
        assertTrue(motion.headingError() < 5);
    }

    private static Calibration.Pair pair(double x, double y, double east, double north) {
        return new Calibration.Pair(new Point(x, y), new GroundPoint(east, north));
    }
}
