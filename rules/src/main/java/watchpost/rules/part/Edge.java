package watchpost.rules.part;

import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;

/** When an object stepped over the edge of a zone, from where it was in the frames before and after. */
public final class Edge {
    /** Halvings of the path: finer than any detector. */
    private static final int STEPS = 10;

    private Edge() {}

    /** The moment between the last sighting and this one at which the object changed sides; this one if it did not. */
    public static Now crossed(Polygon area, Observation seen, Watch watch) {
        Sighting before = seen.before();
        if (before == null) {
            return seen.now();
        }
        Box from = before.track().box();
        Box to = seen.box();
        boolean inside = watch.isIn(area, to);
        if (watch.isIn(area, from) == inside) {
            return seen.now();
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (watch.isIn(area, between(from, to, middle)) == inside) {
                high = middle;
            } else {
                low = middle;
            }
        }
        long span = seen.now().watched() - before.at().watched();
        return seen.now().earlier(Math.round((1 - high) * span));
    }

    /** The place at {@code share} of the way from one to the other. */
    static Point between(Point from, Point to, double share) {
        return new Point(between(from.x(), to.x(), share), between(from.y(), to.y(), share));
    }

    private static Box between(Box from, Box to, double share) {
        return new Box(
                between(from.x(), to.x(), share),
                between(from.y(), to.y(), share),
                between(from.width(), to.width(), share),
                between(from.height(), to.height(), share));
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }
}
