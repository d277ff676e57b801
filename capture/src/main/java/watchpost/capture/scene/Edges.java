package watchpost.capture.scene;

/**
 * Where a scene has edges: the gradient at each grid point, compressed by a root so that a few strong lights don't outweigh the
 * rest. Light that changes scales it, a camera that turns changes its layout.
 */
final class Edges {
    /** Gradients below are noise and compression, above there is something. */
    static final float VISIBLE = (float) Math.sqrt(8);

    private static final int COLUMNS = SceneSample.COLUMNS;
    private static final int ROWS = SceneSample.ROWS;
    /** The upper and lower eighth is where cameras write time and name, which a cover does not hide. */
    private static final int FIRST_ROW = ROWS / 8;

    private static final int LAST_ROW = ROWS - FIRST_ROW;
    /** Shifts up to a fifth of the picture are recognised as such. */
    private static final int MOST_ASIDE = COLUMNS / 5;

    private static final int MOST_DOWN = ROWS / 5;

    final float[] strength = new float[SceneSample.POINTS];

    /** Computes them from a smoothed picture. */
    void measure(float[] luma) {
        for (int y = 0; y < ROWS - 1; y++) {
            int row = y * COLUMNS;
            for (int x = 0; x < COLUMNS - 1; x++) {
                int at = row + x;
                float gradient = Math.abs(luma[at + 1] - luma[at]) + Math.abs(luma[at + COLUMNS] - luma[at]);
                strength[at] = (float) Math.sqrt(gradient);
            }
        }
    }

    /** Moves by {@code share}, 0..1, towards {@code other}. */
    void approach(Edges other, float share) {
        for (int i = 0; i < strength.length; i++) {
            strength[i] += share * (other.strength[i] - strength[i]);
        }
    }

    void copy(Edges other) {
        System.arraycopy(other.strength, 0, strength, 0, strength.length);
    }

    /** The share of points with something to see, away from what cameras write into their pictures. */
    double visible() {
        int count = 0;
        for (int i = FIRST_ROW * COLUMNS; i < LAST_ROW * COLUMNS; i++) {
            count += strength[i] > VISIBLE ? 1 : 0;
        }
        return (double) count / ((LAST_ROW - FIRST_ROW) * COLUMNS);
    }

    /** How much the layout is that of {@code other}: Pearson's correlation, 1 for the same, about 0 for another scene. */
    double likeness(Edges other) {
        return likeness(other, 0, 0);
    }

    /** The best likeness when this layout is laid over {@code other} with a shift of at least two points. */
    double shiftedLikeness(Edges other) {
        double best = -1;
        for (int dy = -MOST_DOWN; dy <= MOST_DOWN; dy++) {
            for (int dx = -MOST_ASIDE; dx <= MOST_ASIDE; dx++) {
                if (Math.abs(dx) + Math.abs(dy) >= 2) {
                    best = Math.max(best, likeness(other, dx, dy));
                }
            }
        }
        return best;
    }

    private double likeness(Edges other, int dx, int dy) {
        double sumA = 0;
        double sumB = 0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        int firstX = Math.max(0, -dx);
        int lastX = COLUMNS - 1 - Math.max(0, dx);
        int firstY = Math.max(0, -dy);
        int lastY = ROWS - 1 - Math.max(0, dy);
        for (int y = firstY; y < lastY; y++) {
            for (int x = firstX; x < lastX; x++) {
                float a = strength[y * COLUMNS + x];
                float b = other.strength[(y + dy) * COLUMNS + x + dx];
                sumA += a;
                sumB += b;
                squareA += a * a;
                squareB += b * b;
                product += a * b;
            }
        }
        int n = (lastX - firstX) * (lastY - firstY);
        double spread = Math.sqrt((squareA - sumA * sumA / n) * (squareB - sumB * sumB / n));
        return spread > 1e-6 ? (product - sumA * sumB / n) / spread : 0;
    }
}
