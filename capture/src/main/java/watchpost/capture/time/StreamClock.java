package watchpost.capture.time;

import java.util.OptionalLong;

/**
 * Makes one timeline out of a camera's presentation stamps: it begins at 0, never goes back, follows the stamps within a connection,
 * and advances by the monotonic time that went by where the stamps break off: at a reconnect, or when the camera's clock jumps.
 */
public final class StreamClock {
    /** How much further than the monotonic clock stamps may run at once: a burst after a stall never does, a jump does. */
    private static final long JUMP_NANOS = 3_000_000_000L;

    /** How far stamps may go back without a jump of the clock: pictures that were sent in another order than they are shown. */
    private static final long SHUFFLE_NANOS = 500_000_000L;

    private boolean started;
    private boolean anchored;
    private long positionNanos;
    private long lastArrival;
    private long lastStamp;

    // Where the present run of stamps is tied to the timeline.
    private long anchorStamp;
    private long anchorPosition;
    private long anchorArrival;
    private long furthestAhead;

    private long jumps;

    /** A new connection: its stamps have nothing to do with the earlier ones. */
    public void reconnected() {
        anchored = false;
    }

    /** Jumps of the stamps that were bridged. */
    public long jumps() {
        return jumps;
    }

    /**
     * The position of the picture on the timeline, in nanoseconds.
     *
     * @param stamp presentation time in nanoseconds on the stream's scale, empty if the stream gave none
     * @param arrival monotonic reading at the arrival of the picture
     */
    public long position(OptionalLong stamp, long arrival) {
        if (stamp.isEmpty()) {
            advance(elapsed(arrival), arrival);
            anchored = false;
            return positionNanos;
        }
        long pts = stamp.getAsLong();
        if (!anchored) {
            anchor(pts, elapsed(arrival), arrival);
        } else {
            long ahead = (pts - anchorStamp) - (arrival - anchorArrival);
            if (lastStamp - pts > SHUFFLE_NANOS || ahead - furthestAhead > JUMP_NANOS) {
                jumps++;
                anchor(pts, elapsed(arrival), arrival);
            } else {
                furthestAhead = Math.max(furthestAhead, ahead);
                advance(anchorPosition + (pts - anchorStamp) - positionNanos, arrival);
            }
        }
        lastStamp = pts;
        return positionNanos;
    }

    /** Where the clock would place a picture with these times now; changes nothing. */
    public long preview(OptionalLong stamp, long arrival) {
        if (stamp.isEmpty() || !anchored) {
            return positionNanos + Math.max(0, elapsed(arrival));
        }
        long since = stamp.getAsLong() - anchorStamp;
        boolean jump = lastStamp - stamp.getAsLong() > SHUFFLE_NANOS
                || since - (arrival - anchorArrival) - furthestAhead > JUMP_NANOS;
        return jump ? positionNanos + Math.max(0, elapsed(arrival)) : Math.max(0, anchorPosition + since);
    }

    private void anchor(long pts, long advanceNanos, long arrival) {
        advance(advanceNanos, arrival);
        anchored = true;
        anchorStamp = pts;
        anchorPosition = positionNanos;
        anchorArrival = arrival;
        furthestAhead = 0;
    }

    private void advance(long nanos, long arrival) {
        positionNanos += Math.max(0, nanos);
        lastArrival = arrival;
        started = true;
    }

    private long elapsed(long arrival) {
        return started ? arrival - lastArrival : 0;
    }
}
