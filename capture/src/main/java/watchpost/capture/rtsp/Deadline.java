package watchpost.capture.rtsp;

/** Until when a blocking call may wait. */
@FunctionalInterface
public interface Deadline {
    /** Nanoseconds that are left; 0 or less when time is up. */
    long remainingNanos();
}
