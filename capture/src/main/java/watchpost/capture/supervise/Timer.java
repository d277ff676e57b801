package watchpost.capture.supervise;

/** The monotonic timers of an open stream; the time for opening is a deadline of its own. */
public enum Timer {
    /** The connection is open and nothing arrives. */
    BYTES,
    /** Bytes arrive and the first picture does not come out of them. */
    FIRST_PICTURE,
    /** Bytes arrive and no picture comes out of them any more. */
    PICTURE
}
