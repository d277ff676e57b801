package watchpost.rules.kind;

import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.rule.Anchor;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;

/** When an object stepped over the edge of a zone, from where it was in the frames before and after. */
final class Edge {
    /** Halvings of the path: finer than any detector. */
    private static final int STEPS = 10;

    private Edge() {}

    /** The moment between the last sighting and this one at which the object changed sides; this one if it did not. */
    static Now crossed(Polygon area, Observation seen, Anchor anchor) {
        Sighting before = seen.before();
        if (before == null) {
            return seen.now();
        }
        Point from = Observation.place(before, anchor);
        Point to = seen.place(anchor);
        boolean inside = area.contains(to);
        if (area.contains(from) == inside) {
            return seen.now();
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < STEPS; i++) {
            double middle = (low + high) / 2;
            if (area.contains(between(from, to, middle)) == inside) {
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
        return new Point(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()));
    }
}
