package watchpost.detector;

import java.util.Arrays;

/** How long the last runs took. Any thread. */
final class RunTimes {
    private static final int KEPT = 64;

    // Guarded by this.
    private final long[] nanos = new long[KEPT];
    private long count;

    synchronized void add(long runNanos) {
        nanos[(int) (count++ % KEPT)] = runNanos;
    }

    /** Another detector: what was measured says nothing about it. */
    synchronized void forget() {
        count = 0;
    }

    /** The middle one; 0 if there was none yet. */
    synchronized long medianNanos() {
        int known = (int) Math.min(count, KEPT);
        long[] sorted = Arrays.copyOf(nanos, known);
        Arrays.sort(sorted);
        return known == 0 ? 0 : sorted[known / 2];
    }
}
