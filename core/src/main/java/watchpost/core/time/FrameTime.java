package watchpost.core.time;

/**
 * The times of one frame.
 *
 * @param moment when it was in front of the lens
 * @param arrivalNanos monotonic reading ({@link Ticker}) at the arrival of the picture's last packet; for latency and deadlines only
 */
public record FrameTime(Moment moment, long arrivalNanos) {}
