package watchpost.detector.batch;

import java.time.Duration;

/**
 * How many frames go together, and how long the first of them waits for company.
 *
 * @param most the largest batch, at least 1
 * @param deadline the longest wait of a batch's oldest frame, counted from its arrival
 * @param ofOneCamera how many frames of one camera may be at the detector at once, at least 1; never two in one batch
 */
public record BatchPolicy(int most, Duration deadline, int ofOneCamera) {
    /** One frame period of a camera with 25 frames a second. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(40);

    /** Bounds what waits behind a run that hangs; more workers than that for one camera are not to be expected. */
    private static final int SEVERAL = 16;

    public BatchPolicy {
        if (most < 1 || deadline.isNegative() || ofOneCamera < 1 || (most > 1 && ofOneCamera > 1)) {
            throw new IllegalArgumentException(
                    "not a batch policy: " + most + " frames, " + deadline + ", " + ofOneCamera + " of one camera");
        }
    }

    /**
     * For the CPU, where batches gain nothing: each frame goes alone to the next free worker, at once, also beside others of its camera,
     * so that a single camera has all workers.
     */
    public static BatchPolicy singles() {
        return new BatchPolicy(1, Duration.ZERO, SEVERAL);
    }

    /** For accelerators: up to {@code most} frames, waiting no longer than {@link #DEFAULT_DEADLINE}. */
    public static BatchPolicy upTo(int most) {
        return new BatchPolicy(most, DEFAULT_DEADLINE, 1);
    }

    /**
     * Whether a batch may wait for a worker, so that it goes on at once when it has done one: two workers that had to be given each batch
     * stood still for a twentieth of their time. A batch that could still grow must not wait there.
     */
    public boolean oneMayWait() {
        return most == 1;
    }
}
