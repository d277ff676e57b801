package watchpost.core.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Point;

/** Fits a {@link GroundPlane} to what an installer measured, and refuses sets that would give wrong speeds. */
public final class Calibration {
    private static final int LEAST_PAIRS = 4;
    private static final int MOST_PAIRS = 50;
    /** Points nearer to each other than this, in picture units, are one point. */
    private static final double SAME = 0.005;
    /** Three points are on one line if the third is nearer to the line of the others than this share of their extent. */
    private static final double FLAT = 0.03;
    /** The residual may be this share of the extent of the measured ground. */
    private static final double MOST_RESIDUAL = 0.03;
    /** How exactly people click: a quarter of a percent of the picture. */
    private static final double CLICK = 0.0025;

    private Calibration() {}

    /** A place of which both positions are known. */
    public record Pair(Point picture, GroundPoint ground) {}

    /** A stretch on the ground of known length. */
    public record Length(Point from, Point to, double metres) {}

    /** From four pairs or more. */
    public static GroundPlane ofPairs(List<Pair> pairs) throws CalibrationException {
        if (pairs.size() < LEAST_PAIRS || pairs.size() > MOST_PAIRS) {
            throw new CalibrationException(
                    "needs " + LEAST_PAIRS + " to " + MOST_PAIRS + " points, has " + pairs.size(),
                    "measure the corners of a large rectangle on the ground");
        }
        List<Homography.Pair> measured = pairs.stream()
                .map(pair -> new Homography.Pair(pair.picture(), pair.ground()))
                .toList();
        refuseDuplicates(pairs);
        refuseLines(pairs);
        Homography map = fitted(measured);
        double residual = residual(map, measured);
        double extent = extent(pairs);
        if (residual > MOST_RESIDUAL * extent) {
            int worst = worst(map, measured);
            throw new CalibrationException(
                    String.format(
                            Locale.ROOT,
                            "the points do not fit together: they miss by %.2f m on average, point %d by the most",
                            residual,
                            worst + 1),
                    "measure point " + (worst + 1) + " again, or leave it out");
        }
        double off = Math.max(CLICK, pictureError(map, measured));
        return new GroundPlane(map, variants(measured, off), pairs.get(0).picture(), residual);
    }

    private static Homography fitted(List<Homography.Pair> pairs) throws CalibrationException {
        Homography map = Homography.fit(pairs);
        if (map == null) {
            throw new CalibrationException(
                    "the points determine no ground plane", "no three of four points may lie on one line");
        }
        double sign = Math.signum(map.depth(pairs.get(0).picture()));
        for (Homography.Pair pair : pairs) {
            if (map.depth(pair.picture()) * sign <= 0) {
                throw new CalibrationException(
                        "the points lie on both sides of a horizon",
                        "check that picture and ground have the same order");
            }
        }
        return map;
    }

    private static void refuseDuplicates(List<Pair> pairs) throws CalibrationException {
        for (int i = 0; i < pairs.size(); i++) {
            for (int j = i + 1; j < pairs.size(); j++) {
                Pair a = pairs.get(i);
                Pair b = pairs.get(j);
                if (distance(a.picture(), b.picture()) < SAME || a.ground().distanceTo(b.ground()) < 1e-3) {
                    throw new CalibrationException(
                            "points " + (i + 1) + " and " + (j + 1) + " are the same place", "measure another place");
                }
            }
        }
    }

    /** Among the points there must be four of which no three lie on one line. */
    private static void refuseLines(List<Pair> pairs) throws CalibrationException {
        int n = pairs.size();
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                for (int c = b + 1; c < n; c++) {
                    for (int d = c + 1; !isFlat(pairs, a, b, c) && d < n; d++) {
                        if (!isFlat(pairs, a, b, d) && !isFlat(pairs, a, c, d) && !isFlat(pairs, b, c, d)) {
                            return;
                        }
                    }
                }
            }
        }
        throw new CalibrationException(
                "too many of the points lie on one line", "measure the corners of a large rectangle on the ground");
    }

    private static boolean isFlat(List<Pair> pairs, int a, int b, int c) {
        Point p = pairs.get(a).picture();
        Point q = pairs.get(b).picture();
        Point r = pairs.get(c).picture();
        GroundPoint u = pairs.get(a).ground();
        GroundPoint v = pairs.get(b).ground();
        GroundPoint w = pairs.get(c).ground();
        return isFlat(q.x() - p.x(), q.y() - p.y(), r.x() - p.x(), r.y() - p.y())
                || isFlat(v.x() - u.x(), v.y() - u.y(), w.x() - u.x(), w.y() - u.y());
    }

    private static boolean isFlat(double ax, double ay, double bx, double by) {
        double cx = bx - ax;
        double cy = by - ay;
        double longest = Math.max(Math.max(ax * ax + ay * ay, bx * bx + by * by), cx * cx + cy * cy);
        return Math.abs(ax * by - ay * bx) < FLAT * longest;
    }

    private static double extent(List<Pair> pairs) {
        double most = 0;
        for (Pair a : pairs) {
            for (Pair b : pairs) {
                most = Math.max(most, a.ground().distanceTo(b.ground()));
            }
        }
        return most;
    }

    private static double miss(Homography map, Homography.Pair pair) {
        return map.apply(pair.picture()).distanceTo(pair.ground());
    }

    private static double residual(Homography map, List<Homography.Pair> pairs) {
        double sum = 0;
        for (Homography.Pair pair : pairs) {
            sum += miss(map, pair) * miss(map, pair);
        }
        return Math.sqrt(sum / pairs.size());
    }

    private static int worst(Homography map, List<Homography.Pair> pairs) {
        int worst = 0;
        for (int i = 1; i < pairs.size(); i++) {
            worst = miss(map, pairs.get(i)) > miss(map, pairs.get(worst)) ? i : worst;
        }
        return worst;
    }

    /** About how far the points are off in the picture, from what they are off on the ground; for the degrees of freedom that are left. */
    private static double pictureError(Homography map, List<Homography.Pair> pairs) {
        double sum = 0;
        for (Homography.Pair pair : pairs) {
            double[] slopes = map.slopes(pair.picture());
            double scale = Math.sqrt(Math.abs(slopes[0] * slopes[3] - slopes[1] * slopes[2]));
            double off = miss(map, pair) / scale;
            sum += off * off;
        }
        int free = 2 * pairs.size() - 8;
        return free <= 0 ? 0 : Math.sqrt(sum / free);
    }

    private static List<Homography> variants(List<Homography.Pair> pairs, double off) throws CalibrationException {
        List<Homography> variants = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            for (int axis = 0; axis < 2; axis++) {
                List<Homography.Pair> moved = new ArrayList<>(pairs);
                moved.set(
                        i,
                        new Homography.Pair(
                                moved(pairs.get(i).picture(), axis, off),
                                pairs.get(i).ground()));
                variants.add(fitted(moved));
            }
        }
        return variants;
    }

    private static Point moved(Point p, int axis, double by) {
        return axis == 0 ? new Point(p.x() + by, p.y()) : new Point(p.x(), p.y() + by);
    }

    private static double distance(Point a, Point b) {
        return Math.sqrt((b.x() - a.x()) * (b.x() - a.x()) + (b.y() - a.y()) * (b.y() - a.y()));
    }

    /**
     * From two known lengths on flat ground, for a camera that is not rolled to a side.
     *
     * @param degrees the lens's horizontal field of view, as its data sheet says
     * @param aspect width of the picture over its height
     */
    public static GroundPlane ofLengths(Length one, Length other, double degrees, double aspect)
            throws CalibrationException {
        Function<List<Point>, Homography> fit = ends -> tilted(ends, one.metres(), other.metres(), degrees, aspect);
        List<Point> ends = List.of(one.from(), one.to(), other.from(), other.to());
        Homography map = fit.apply(ends);
        if (map == null) {
            throw new CalibrationException(
                    "the two lengths do not tell how the camera is tilted",
                    "take one near the camera and one far from it, both on the ground");
        }
        List<Homography> variants = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Point> moved = new ArrayList<>(ends);
            moved.set(i / 2, moved(ends.get(i / 2), i % 2, CLICK));
            Homography variant = fit.apply(moved);
            if (variant == null) {
                throw new CalibrationException(
                        "a click that is a little off would change everything",
                        "take longer stretches, one near the camera and one far from it");
            }
            variants.add(variant);
        }
        return new GroundPlane(map, variants, one.from(), 0);
    }

    /** The camera, one unit high, whose tilt makes the lengths' ratio right, scaled to the first length; null if there is not exactly one. */
    private static @Nullable Homography tilted(
            List<Point> ends, double first, double second, double degrees, double aspect) {
        double wanted = first / second;
        double found = Double.NaN;
        double before = Double.NaN;
        for (int step = 0; step <= 356; step++) {
            double tilt = StrictMath.toRadians(0.5 + step * 0.25);
            double off = ratio(ends, tilt, degrees, aspect) / wanted - 1;
            if (!Double.isNaN(before) && !Double.isNaN(off) && before < 0 != off < 0) {
                if (!Double.isNaN(found)) {
                    return null;
                }
                found = bisected(ends, tilt - StrictMath.toRadians(0.25), tilt, wanted, degrees, aspect);
            }
            before = off;
        }
        if (Double.isNaN(found)) {
            return null;
        }
        Homography unit = camera(found, degrees, aspect);
        double height = first / unit.apply(ends.get(0)).distanceTo(unit.apply(ends.get(1)));
        return unit.scaled(height);
    }

    private static double bisected(
            List<Point> ends, double from, double to, double wanted, double degrees, double aspect) {
        double low = from;
        double high = to;
        double sign = ratio(ends, low, degrees, aspect) - wanted;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if ((ratio(ends, middle, degrees, aspect) - wanted) * sign > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** First length over second at a tilt; not a number if an end lies above the horizon. */
    private static double ratio(List<Point> ends, double tilt, double degrees, double aspect) {
        Homography unit = camera(tilt, degrees, aspect);
        for (Point end : ends) {
            if (unit.depth(end) <= 0) {
                return Double.NaN;
            }
        }
        return unit.apply(ends.get(0)).distanceTo(unit.apply(ends.get(1)))
                / unit.apply(ends.get(2)).distanceTo(unit.apply(ends.get(3)));
    }

    /** A pinhole camera one unit above the ground that looks down by {@code tilt}: x to the right of it, y away from it. */
    private static Homography camera(double tilt, double degrees, double aspect) {
        double f = 0.5 / StrictMath.tan(StrictMath.toRadians(degrees) / 2);
        double sin = StrictMath.sin(tilt);
        double cos = StrictMath.cos(tilt);
        return new Homography(new double[] {
            1, 0, -0.5, 0, -sin / aspect, f * cos + 0.5 * sin / aspect, 0, cos / aspect, f * sin - 0.5 * cos / aspect
        });
    }
}
