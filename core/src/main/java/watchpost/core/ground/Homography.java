package watchpost.core.ground;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Point;

/**
 * A projective map from the picture to the ground: nine numbers in rows, ground ~ H · (x, y, 1). Fitted by the direct linear transformation
 * on normalised coordinates (Hartley and Zisserman, Multiple View Geometry, chapter 4).
 */
final class Homography {
    private final double[] h;

    Homography(double[] h) {
        this.h = h;
    }

    /** The same with the ground {@code factor} times as large. */
    Homography scaled(double factor) {
        double[] larger = h.clone();
        for (int i = 0; i < 6; i++) {
            larger[i] *= factor;
        }
        return new Homography(larger);
    }

    /** One measured place. */
    record Pair(Point picture, GroundPoint ground) {}

    /** The divisor at a place: its sign says on which side of the horizon the place lies. */
    double depth(Point p) {
        return h[6] * p.x() + h[7] * p.y() + h[8];
    }

    GroundPoint apply(Point p) {
        double w = depth(p);
        return new GroundPoint((h[0] * p.x() + h[1] * p.y() + h[2]) / w, (h[3] * p.x() + h[4] * p.y() + h[5]) / w);
    }

    /** How the ground moves with the picture: {dX/dx, dX/dy, dY/dx, dY/dy} in metres per picture unit. */
    double[] slopes(Point p) {
        double w = depth(p);
        GroundPoint at = apply(p);
        return new double[] {
            (h[0] - at.x() * h[6]) / w,
            (h[1] - at.x() * h[7]) / w,
            (h[3] - at.y() * h[6]) / w,
            (h[4] - at.y() * h[7]) / w
        };
    }

    /** The least-squares map through four pairs or more; null if they do not determine one. */
    static @Nullable Homography fit(List<Pair> pairs) {
        double[] from = frame(pairs, true);
        double[] to = frame(pairs, false);
        double[][] normal = new double[8][9];
        for (Pair pair : pairs) {
            double x = (pair.picture().x() - from[0]) * from[2];
            double y = (pair.picture().y() - from[1]) * from[2];
            double u = (pair.ground().x() - to[0]) * to[2];
            double v = (pair.ground().y() - to[1]) * to[2];
            add(normal, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y}, u);
            add(normal, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y}, v);
        }
        double[] n = solved(normal);
        return n == null ? null : new Homography(denormalised(n, from, to));
    }

    /** Centre and scale that bring the points to a mean distance of about 1 from the origin. */
    private static double[] frame(List<Pair> pairs, boolean picture) {
        double x = 0;
        double y = 0;
        for (Pair pair : pairs) {
            x += picture ? pair.picture().x() : pair.ground().x();
            y += picture ? pair.picture().y() : pair.ground().y();
        }
        x /= pairs.size();
        y /= pairs.size();
        double spread = 0;
        for (Pair pair : pairs) {
            double dx = (picture ? pair.picture().x() : pair.ground().x()) - x;
            double dy = (picture ? pair.picture().y() : pair.ground().y()) - y;
            spread += Math.sqrt(dx * dx + dy * dy);
        }
        return new double[] {x, y, spread == 0 ? 1 : pairs.size() / spread};
    }

    private static void add(double[][] normal, double[] row, double right) {
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                normal[i][j] += row[i] * row[j];
            }
            normal[i][8] += row[i] * right;
        }
    }

    /** Gaussian elimination with pivoting; null where a pivot vanishes. */
    private static double @Nullable [] solved(double[][] m) {
        int n = m.length;
        for (int column = 0; column < n; column++) {
            int best = column;
            for (int row = column + 1; row < n; row++) {
                best = Math.abs(m[row][column]) > Math.abs(m[best][column]) ? row : best;
            }
            if (Math.abs(m[best][column]) < 1e-10) {
                return null;
            }
            double[] pivot = m[best];
            m[best] = m[column];
            m[column] = pivot;
            for (int row = 0; row < n; row++) {
                double factor = m[row][column] / pivot[column];
                for (int k = column; row != column && k <= n; k++) {
                    m[row][k] -= factor * pivot[k];
                }
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = m[i][n] / m[i][i];
        }
        return x;
    }

    /** Undoes both frames: T_ground⁻¹ · N · T_picture. */
    private static double[] denormalised(double[] n, double[] from, double[] to) {
        double s = from[2];
        double[] a = {
            n[0] * s, n[1] * s, n[2] - s * (n[0] * from[0] + n[1] * from[1]),
            n[3] * s, n[4] * s, n[5] - s * (n[3] * from[0] + n[4] * from[1]),
            n[6] * s, n[7] * s, 1 - s * (n[6] * from[0] + n[7] * from[1])
        };
        double[] h = new double[9];
        for (int i = 0; i < 3; i++) {
            h[i] = a[i] / to[2] + to[0] * a[6 + i];
            h[3 + i] = a[3 + i] / to[2] + to[1] * a[6 + i];
            h[6 + i] = a[6 + i];
        }
        return h;
    }
}
