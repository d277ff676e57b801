package watchpost.rules.fold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;

/**
 * Where an object's feet were over the last seconds: samples at least {@link #STEP} apart and the present place, so bounded whatever the
 * frame rate. Immutable.
 */
public final class Trail {
    private static final long STEP = Duration.ofMillis(180).toNanos();
    private static final long SPAN = Duration.ofMillis(3_200).toNanos();

    private final long[] at;
    private final double[] x;
    private final double[] y;

    private Trail(long[] at, double[] x, double[] y) {
        this.at = at;
        this.x = x;
        this.y = y;
    }

    /** The trail with the place of now; {@code before} is null at an object's first sighting. */
    static Trail of(@Nullable Trail before, Box box, long now) {
        int from = 0;
        int keep = 0;
        if (before != null) {
            int last = before.at.length - 1;
            boolean replaces = before.at[last] == now || (last > 0 && before.at[last] - before.at[last - 1] < STEP);
            keep = replaces ? last : last + 1;
            while (from < keep && now - before.at[from] > SPAN) {
                from++;
            }
        }
        int kept = keep - from;
        long[] at = new long[kept + 1];
        double[] x = new double[kept + 1];
        double[] y = new double[kept + 1];
        if (before != null) {
            System.arraycopy(before.at, from, at, 0, kept);
            System.arraycopy(before.x, from, x, 0, kept);
            System.arraycopy(before.y, from, y, 0, kept);
        }
        at[kept] = now;
        x[kept] = box.x() + box.width() / 2;
        y[kept] = box.bottom();
        return new Trail(at, x, y);
    }

    public int size() {
        return at.length;
    }

    /** When sample {@code index} was taken, in watched nanoseconds; the last is the present. */
    public long at(int index) {
        return at[index];
    }

    public Point place(int index) {
        return new Point(x[index], y[index]);
    }

    public Point place() {
        return place(at.length - 1);
    }

    /** From the oldest sample to the present, in watched nanoseconds. */
    public long span() {
        return at[at.length - 1] - at[0];
    }

    /** The oldest sample that is no older than {@code nanos}. */
    public int since(long nanos) {
        int index = 0;
        while (at[at.length - 1] - at[index] > nanos) {
            index++;
        }
        return index;
    }
}
