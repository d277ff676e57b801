package watchpost.capture.rtsp;

import java.io.IOException;

/** A session that could not be opened or that broke. The message names what failed, never a URL or credentials. */
public final class RtspException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What may be told apart. */
    public enum Reason {
        /** Answered with a status that is no success; see {@link RtspException#status()}. */
        STATUS,
        /** Nothing came until the deadline. */
        TIMED_OUT,
        /** Nobody took the connection up until the deadline. */
        NO_ANSWER,
        REFUSED,
        UNREACHABLE,
        /** The certificate is not one to believe. */
        NOT_TRUSTED,
        /** The connection ended or broke. */
        ENDED,
        /** What came is not understood here; another client may. */
        NOT_UNDERSTOOD
    }

    private final Reason reason;
    private final int status;

    RtspException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.status = 0;
    }

    /** A request that was answered with {@code status}. */
    RtspException(String method, int status) {
        super(method + " was answered with status " + status);
        this.reason = Reason.STATUS;
        this.status = status;
    }

    public Reason reason() {
        return reason;
    }

    /** The status of the answer, 0 if the reason is another. */
    public int status() {
        return status;
    }
}
