package watchpost.daemon.pipeline;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How well one camera was watched, second by second. The pipeline's thread counts, any thread reads. */
final class Coverage {
    /** Pictures further apart than this many times the wanted distance are too few. */
    private static final double TOO_FEW = 2.5;

    private static final double NANOS = 1e9;
    private static final long LEAST_LIMIT = Duration.ofMillis(500).toNanos();

    private final long limit;
    private final AtomicLong watched = new AtomicLong();
    private final AtomicLong degraded = new AtomicLong();
    private final AtomicLong blind = new AtomicLong();

    /** @param wantedFps pictures a second that are to be analysed; 0 means every picture */
    Coverage(double wantedFps) {
        limit = Math.max(LEAST_LIMIT, wantedFps > 0 ? Math.round(TOO_FEW / wantedFps * NANOS) : 0);
    }

    /** The time between two analysed pictures. */
    void between(long nanos, boolean still) {
        (still || nanos <= limit ? watched : degraded).addAndGet(nanos);
    }

    /** Time without a usable picture. */
    void blind(long nanos) {
        blind.addAndGet(nanos);
    }

    PipelineCounters.Coverage seconds() {
        return new PipelineCounters.Coverage(watched.get() / NANOS, degraded.get() / NANOS, blind.get() / NANOS);
    }
}
