package watchpost.core.time;

/**
 * The times of one frame.
 *
 * @param moment when it was in front of the lens
 * @param arrivalNanos monotonic reading ({@link Ticker}) at the arrival of the picture's last packet; for latency and deadlines only
 * @param still the camera's encoder saw nothing move since the frame before: what was seen there holds for the time between
 */
public record FrameTime(Moment moment, long arrivalNanos, boolean still) {
    /** A frame of which nothing is known about the time before it. */
    public FrameTime(Moment moment, long arrivalNanos) {
        this(moment, arrivalNanos, false);
    }
}
