package watchpost.capture;

import java.util.OptionalLong;

/** Plays a file at its own speed, over and over on one growing scale of stamps. Pure; used by the capture thread. */
final class FilePace {
    private final long frameNanos;
    private boolean inPass;
    private boolean packetSeen;
    private long packetBegin;
    private boolean started;
    private long passBegin;
    private long offset;
    private long last;
    /** The last place of this pass that is known of, decoded or not. */
    private long furthest;

    private long firstDue;
    private long firstStamp;

    /** @param frameNanos length of one picture */
    FilePace(long frameNanos) {
        this.frameNanos = frameNanos;
    }

    /** The picture's stamp on the growing scale, which begins at 0. */
    long place(OptionalLong stamp) {
        if (!inPass) {
            inPass = true;
            passBegin = stamp.orElse(0);
            last = offset;
            return last;
        }
        last = stamp.isPresent() ? Math.max(last, offset + stamp.getAsLong() - passBegin) : last + frameNanos;
        furthest = Math.max(furthest, last);
        return last;
    }

    /** Where a packet with this stamp will be placed; packets come in the order of decoding, the first is shown first. */
    long preview(OptionalLong stamp) {
        if (!packetSeen) {
            packetSeen = true;
            packetBegin = stamp.orElse(0);
        }
        long place = stamp.isPresent() ? Math.max(0, offset + stamp.getAsLong() - packetBegin) : last + frameNanos;
        furthest = Math.max(furthest, place);
        return place;
    }

    /** When the picture at {@code place} is to be shown, as a monotonic reading; the first is due {@code now}. */
    long due(long place, long now) {
        if (!started) {
            started = true;
            firstDue = now;
            firstStamp = place;
        }
        return firstDue + (place - firstStamp);
    }

    /** The file begins again one picture after its last; false if this pass had no picture at all. */
    boolean again() {
        boolean any = inPass;
        inPass = false;
        packetSeen = false;
        offset = furthest + frameNanos;
        last = offset;
        return any;
    }
}
