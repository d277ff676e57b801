package watchpost.rules.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Point;
import watchpost.core.ground.Calibration;
import watchpost.core.ground.Calibration.Length;
import watchpost.core.ground.Calibration.Pair;
import watchpost.core.ground.CalibrationException;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;

class CalibrationTest {
    /** A road of 7 m that narrows towards the horizon. */
    private static final List<Pair> ROAD =
            List.of(pair(0.1, 0.9, 0, 0), pair(0.9, 0.9, 7, 0), pair(0.6, 0.4, 7, 30), pair(0.4, 0.4, 0, 30));

    private static Pair pair(double x, double y, double east, double north) {
        return new Pair(new Point(x, y), new GroundPoint(east, north));
    }

    @Test
    void fourPointsMapExactly() throws CalibrationException {
        GroundPlane ground = Calibration.ofPairs(ROAD);
        assertEquals(0, ground.residualMetres(), 1e-9);
        for (Pair pair : ROAD) {
            assertEquals(0, ground.at(pair.picture()).orElseThrow().distanceTo(pair.ground()), 1e-9);
        }
        assertEquals(7, ground.metres(new Point(0.1, 0.9), new Point(0.9, 0.9)).orElseThrow(), 1e-9);
        assertFalse(ground.isGround(new Point(0.5, 0.05)), "the sky");
    }

    @Test
    void morePointsAreFittedAndTheirResidualIsTold() throws CalibrationException {
        List<Pair> six = new ArrayList<>(ROAD);
        Point middle = pictureOf(Calibration.ofPairs(ROAD), 3.5, 10);
        six.add(new Pair(middle, new GroundPoint(3.5, 10.3)));
        GroundPlane ground = Calibration.ofPairs(six);
        assertTrue(ground.residualMetres() > 0.01 && ground.residualMetres() < 0.3, ground.residualMetres() + " m");
    }

    private static Point pictureOf(GroundPlane ground, double x, double y) {
        Point best = new Point(0.5, 0.5);
        double least = Double.MAX_VALUE;
        for (double u = 0; u <= 1; u += 0.005) {
            for (double v = 0.3; v <= 1; v += 0.005) {
                double off = ground.at(new Point(u, v))
                        .map(at -> at.distanceTo(new GroundPoint(x, y)))
                        .orElse(1e9);
                if (off < least) {
                    least = off;
                    best = new Point(u, v);
                }
            }
        }
        return best;
    }

    @Test
    void setsThatGiveNoPlaneAreRefused() {
        refused("needs 4 to 50 points, has 3", ROAD.subList(0, 3));
        List<Pair> twice = new ArrayList<>(ROAD);
        twice.set(3, pair(0.601, 0.401, 7, 30.2));
        refused("points 3 and 4 are the same place", twice);
        refused(
                "too many of the points lie on one line",
                List.of(pair(0.1, 0.9, 0, 0), pair(0.3, 0.7, 2, 4), pair(0.5, 0.5, 4, 8), pair(0.9, 0.9, 9, 0)));
        List<Pair> far = new ArrayList<>(ROAD);
        far.add(pair(0.5, 0.6, 3.5, 29));
        refused("the points do not fit together", far);
    }

    @Test
    void swappedPointsAreRefused() {
        List<Pair> swapped =
                List.of(pair(0.1, 0.9, 0, 0), pair(0.9, 0.9, 7, 30), pair(0.6, 0.4, 7, 0), pair(0.4, 0.4, 0, 30));
        assertThrows(CalibrationException.class, () -> Calibration.ofPairs(swapped));
    }

    private static void refused(String why, List<Pair> pairs) {
        CalibrationException refused = assertThrows(CalibrationException.class, () -> Calibration.ofPairs(pairs));
        assertTrue(refused.text().contains(why), refused.text());
        assertFalse(refused.suggestion().isEmpty());
    }

    /** A camera 6 m high that looks down by 25 degrees with a lens of 60 degrees: two lengths give back its ground. */
    @Test
    void twoLengthsAreEnoughWithTheLens() throws CalibrationException {
        double tilt = Math.toRadians(25);
        double focal = 0.5 / Math.tan(Math.toRadians(30));
        Point nearLeft = seen(-1.75, 8, tilt, focal);
        Point nearRight = seen(1.75, 8, tilt, focal);
        Point farLeft = seen(-3.5, 25, tilt, focal);
        Point farRight = seen(3.5, 25, tilt, focal);
        GroundPlane ground = Calibration.ofLengths(
                new Length(nearLeft, nearRight, 3.5), new Length(farLeft, farRight, 7), 60, 16.0 / 9);
        assertEquals(
                10,
                ground.metres(seen(0, 10, tilt, focal), seen(0, 20, tilt, focal))
                        .orElseThrow(),
                0.01);
        CalibrationException refused = assertThrows(
                CalibrationException.class,
                () -> Calibration.ofLengths(
                        new Length(nearLeft, nearRight, 3.5), new Length(farLeft, farRight, 1), 60, 16.0 / 9));
        assertTrue(refused.text().contains("do not tell how the camera is tilted"), refused.text());
    }

    private static Point seen(double x, double y, double tilt, double focal) {
        double depth = y * Math.cos(tilt) + 6 * Math.sin(tilt);
        double down = 6 * Math.cos(tilt) - y * Math.sin(tilt);
        return new Point(0.5 + focal * x / depth, 0.5 + focal * down / depth * 16 / 9);
    }
}
