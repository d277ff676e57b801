package watchpost.rules.part;

import java.util.Arrays;

/**
 * Measured values of which percentiles are wanted. Immutable. Bounded: when it is full, every second value is given up and from then on
 * only every second is taken, again and again, so that what is kept is spread evenly over all that came.
 */
public final class Samples {
    public static final Samples NONE = new Samples(new double[0], 0, 1);
    private static final int MOST = 512;

    private final double[] kept;
    private final long count;
    private final long stride;

    private Samples(double[] kept, long count, long stride) {
        this.kept = kept;
        this.count = count;
        this.stride = stride;
    }

    public Samples plus(double value) {
        if (count % stride != 0) {
            return new Samples(kept, count + 1, stride);
        }
        if (kept.length == MOST) {
            double[] half = new double[MOST / 2];
            for (int i = 0; i < half.length; i++) {
                half[i] = kept[2 * i];
            }
            return new Samples(half, count, stride * 2).plus(value);
        }
        double[] more = Arrays.copyOf(kept, kept.length + 1);
        more[kept.length] = value;
        return new Samples(more, count + 1, stride);
    }

    /** How many values came. */
    public long count() {
        return count;
    }

    /** The value that {@code share} of the values do not exceed, between neighbours in proportion; only if {@link #count} is above 0. */
    public double percentile(double share) {
        double[] sorted = kept.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    public double mean() {
        return Arrays.stream(kept).sum() / kept.length;
    }
}
