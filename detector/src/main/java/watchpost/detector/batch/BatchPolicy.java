package watchpost.detector.batch;

import java.time.Duration;

/**
 * How many frames go together, and how long the first of them waits for company.
 *
 * @param most the largest batch, at least 1
 * @param deadline the longest wait of a batch's oldest frame, counted from its arrival
 */
public record BatchPolicy(int most, Duration deadline) {
    /** One frame period of a camera with 25 frames a second. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(40);

    public BatchPolicy {
        if (most < 1 || deadline.isNegative()) {
            throw new IllegalArgumentException("not a batch policy: " + most + " frames, " + deadline);
        }
    }

    /** For the CPU, where batches gain nothing: each frame goes alone to the next free worker, at once. */
    public static BatchPolicy singles() {
        return new BatchPolicy(1, Duration.ZERO);
    }

    /** For accelerators: up to {@code most} frames, waiting no longer than {@link #DEFAULT_DEADLINE}. */
    public static BatchPolicy upTo(int most) {
        return new BatchPolicy(most, DEFAULT_DEADLINE);
    }
}
