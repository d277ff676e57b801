package watchpost.daemon.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Latencies as they come, while it is listening. Bounded: what comes after the place is used up is left out. Any thread. */
final class Latencies implements LongConsumer {
    private static final int MOST = 1 << 18;
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    @Override
    public synchronized void accept(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        if (count < MOST) {
            nanos[count++] = latencyNanos;
        }
    }

    /** So many milliseconds or less took {@code share} of them, 0..1; 0 if there were none. */
    synchronized double millis(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / NANOS_PER_MILLI;
    }

    /** Milliseconds: "p50 12.0, p95 20.1, p99 31.5". */
    String spoken() {
        return String.format(Locale.ROOT, "p50 %.1f, p95 %.1f, p99 %.1f", millis(0.5), millis(0.95), millis(0.99));
    }
}
