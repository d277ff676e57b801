package watchpost.capture.supervise;

/** The three monotonic timers of a camera, and the wait for the first picture of a connection. */
public enum Timer {
    /** Opening took too long. */
    CONNECT,
    /** The connection is open and nothing arrives. */
    BYTES,
    /** Bytes arrive and the first picture does not come out of them. */
    FIRST_PICTURE,
    /** Bytes arrive and no picture comes out of them any more. */
    PICTURE
}
