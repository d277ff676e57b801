package watchpost.rules.traffic;

import org.jspecify.annotations.Nullable;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;
import watchpost.rules.fold.GroundMotion;
import watchpost.rules.fold.Trail;

/**
 * How near two road users came to each other, by the two usual surrogate safety measures, on the ground.
 *
 * <p>Time to collision: if both kept their velocities, after how long they would touch. Post-encroachment time: how long after the one
 * left a place the other came to it.
 */
final class Encounter {
    /** Road users touch when their places on the ground are this near, in metres. */
    private static final double TOUCH = 1.5;
    /** Slower than this nobody is about to hit anyone, in metres per second. */
    private static final double LEAST_CLOSING = 1.5;

    /** Paths cross if the sine of the angle between them is at least this: 30 degrees. */
    private static final double CROSSING = 0.5;

    private static final double NANOS = 1e-9;

    private Encounter() {}

    /** Seconds to the collision; null if there will be none. */
    static @Nullable Double timeToCollision(GroundPlane ground, Trail one, Trail other) {
        GroundMotion a = GroundMotion.of(ground, one);
        GroundMotion b = GroundMotion.of(ground, other);
        if (a == null || b == null) {
            return null;
        }
        GroundPoint from = ground.at(one.place()).orElseThrow();
        GroundPoint to = ground.at(other.place()).orElseThrow();
        double px = to.x() - from.x();
        double py = to.y() - from.y();
        double vx = b.vx() - a.vx();
        double vy = b.vy() - a.vy();
        double closing = Math.sqrt(vx * vx + vy * vy);
        if (closing < Math.max(LEAST_CLOSING, a.error() + b.error())) {
            return null;
        }
        // |p + v·t| = TOUCH, the earlier of the two times
        double half = (px * vx + py * vy) / (closing * closing);
        double inner = half * half - (px * px + py * py - TOUCH * TOUCH) / (closing * closing);
        if (inner < 0 || half >= 0) {
            return null;
        }
        double time = -half - Math.sqrt(inner);
        return time > 0 ? Double.valueOf(time) : null;
    }

    /** Seconds between the one's leaving and the other's coming, where the other's latest step meets the one's path; null if it does not. */
    static @Nullable Double postEncroachment(GroundPlane ground, Trail path, Trail comer) {
        int n = comer.size();
        if (n < 2 || !cross(ground, path, comer)) {
            return null;
        }
        GroundPoint from = point(ground, comer, n - 2);
        GroundPoint to = point(ground, comer, n - 1);
        Double best = null;
        for (int i = 1; i < path.size() && from != null && to != null; i++) {
            GroundPoint start = point(ground, path, i - 1);
            GroundPoint end = point(ground, path, i);
            if (start == null || end == null) {
                return null;
            }
            double share = meeting(from, to, start, end);
            double shareOfPath = meeting(start, end, from, to);
            if (share >= 0 && share <= 1 && shareOfPath >= 0 && shareOfPath <= 1) {
                double came = comer.at(n - 2) + share * (comer.at(n - 1) - comer.at(n - 2));
                double left = path.at(i - 1) + shareOfPath * (path.at(i) - path.at(i - 1));
                double seconds = (came - left) * NANOS;
                best = seconds > 0 && (best == null || seconds < best) ? Double.valueOf(seconds) : best;
            }
        }
        return best;
    }

    /** True if the two go in clearly different directions: one who follows the other always comes to where that one was. */
    private static boolean cross(GroundPlane ground, Trail one, Trail other) {
        GroundMotion a = GroundMotion.of(ground, one);
        GroundMotion b = GroundMotion.of(ground, other);
        if (a == null || b == null || a.metresPerSecond() <= a.error() || b.metresPerSecond() <= b.error()) {
            return false;
        }
        double sine = (a.vx() * b.vy() - a.vy() * b.vx()) / (a.metresPerSecond() * b.metresPerSecond());
        return Math.abs(sine) >= CROSSING;
    }

    private static @Nullable GroundPoint point(GroundPlane ground, Trail trail, int index) {
        return ground.at(trail.place(index)).orElse(null);
    }

    /** Where along the first stretch it meets the endless line of the second; not a number where they are parallel. */
    private static double meeting(GroundPoint a, GroundPoint b, GroundPoint c, GroundPoint d) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double ex = d.x() - c.x();
        double ey = d.y() - c.y();
        double cross = dx * ey - dy * ex;
        return cross == 0 ? Double.NaN : ((c.x() - a.x()) * ey - (c.y() - a.y()) * ex) / cross;
    }
}
