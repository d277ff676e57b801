package watchpost.capture.supervise;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import watchpost.core.event.CameraState;

/**
 * What a camera is doing and until when it may go on so. The capture thread tells it what happened and when; it answers with the
 * deadline of the present wait, the state and the time of the next try. All times are readings of one monotonic clock.
 */
public final class Supervisor {
    /** Good video for so long forgets the failures before it. */
    static final long GOOD_VIDEO = 30 * Backoff.SECOND;
    /** A picture is late after so many intervals, where that is longer than the timer. */
    private static final int LATE_INTERVALS = 10;
    /** Weight of the newest interval in the mean. */
    private static final double NEWEST = 0.2;

    private enum Phase {
        WAITING,
        OPENING,
        OPEN,
        STREAMING
    }

    private final Limits limits;
    private final Backoff backoff;

    private Phase phase = Phase.WAITING;
    private CameraState state = CameraState.CONNECTING;
    private String reason = "";
    private long openingSince;
    private long openSince;
    private long lastBytes;
    private long lastPicture;
    private long streamingSince;
    private double intervalNanos;
    private int failures;

    /** @param random uniform in 0..1, for the jitter of the waits */
    public Supervisor(Limits limits, DoubleSupplier random) {
        this.limits = limits;
        this.backoff = new Backoff(random);
    }

    /** A try begins. */
    public void opening(long now) {
        phase = Phase.OPENING;
        openingSince = now;
        intervalNanos = 0;
    }

    /** The stream is open. */
    public void opened(long now) {
        phase = Phase.OPEN;
        openSince = now;
        lastBytes = now;
    }

    /** A packet of any stream arrived. */
    public void bytes(long now) {
        lastBytes = now;
    }

    /** A picture was decoded. */
    public void picture(long now) {
        if (phase == Phase.OPEN) {
            phase = Phase.STREAMING;
            streamingSince = now;
            state = CameraState.STREAMING;
            reason = "";
        } else {
            double interval = now - lastPicture;
            intervalNanos += (interval - intervalNanos) * (intervalNanos == 0 ? 1 : NEWEST);
            if (now - streamingSince >= GOOD_VIDEO) {
                backoff.reset();
                failures = 0;
            }
        }
        lastPicture = now;
    }

    /**
     * What the pictures show.
     *
     * @param shown streaming, or how the pictures are no use
     * @param why one clear sentence; empty while streaming
     * @return true if that is another state or reason than before
     */
    public boolean scene(CameraState shown, String why) {
        boolean changed = state != shown || !reason.equals(why);
        state = shown;
        reason = why;
        return changed;
    }

    /**
     * The try or the connection has ended.
     *
     * @param refusedCredentials true if the camera did not accept the user name or the password
     * @param why one clear sentence
     * @return nanoseconds to wait before the next try
     */
    public long failed(boolean refusedCredentials, String why) {
        boolean wasStreaming =
                phase == Phase.STREAMING || (state != CameraState.CONNECTING && state != CameraState.AUTH_FAILED);
        phase = Phase.WAITING;
        failures++;
        reason = why;
        if (refusedCredentials) {
            state = CameraState.AUTH_FAILED;
        } else {
            state = wasStreaming ? CameraState.STALLED : CameraState.CONNECTING;
        }
        return backoff.next(refusedCredentials);
    }

    /** The source will not be tried again. */
    public void disabled(String why) {
        phase = Phase.WAITING;
        state = CameraState.DISABLED;
        reason = why;
    }

    /** When the present wait is a failure. */
    public long deadline() {
        return switch (phase) {
            case WAITING -> Long.MAX_VALUE;
            case OPENING -> openingSince + limits.connect();
            case OPEN -> earlier(lastBytes + limits.bytes(), openSince + limits.firstPicture());
            case STREAMING -> earlier(lastBytes + limits.bytes(), lastPicture + pictureLimit());
        };
    }

    /** The timer of the open stream that has run out, if one has. */
    public Optional<Timer> expired(long now) {
        if ((phase != Phase.OPEN && phase != Phase.STREAMING) || now - deadline() < 0) {
            return Optional.empty();
        }
        if (now - (lastBytes + limits.bytes()) >= 0 || lastBytes - quietSince() <= 0) {
            return Optional.of(Timer.BYTES);
        }
        return Optional.of(phase == Phase.OPEN ? Timer.FIRST_PICTURE : Timer.PICTURE);
    }

    /** True once at least one picture of this connection was decoded. */
    public boolean streaming() {
        return phase == Phase.STREAMING;
    }

    /** How long a picture may be late at present, in milliseconds. */
    public long pictureLimitMillis() {
        return pictureLimit() / 1_000_000;
    }

    public CameraState state() {
        return state;
    }

    /** Why the camera is in its state; empty while it streams. */
    public String reason() {
        return reason;
    }

    /** Failures since the last good video. */
    public int failures() {
        return failures;
    }

    private long pictureLimit() {
        return Math.max(limits.picture(), Math.round(LATE_INTERVALS * intervalNanos));
    }

    /** Since when nothing is known to have come: with no packet after the last picture it is the bytes that are missing. */
    private long quietSince() {
        return phase == Phase.OPEN ? openSince : lastPicture;
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
