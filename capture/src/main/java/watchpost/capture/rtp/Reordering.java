package watchpost.capture.rtp;

import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of a datagram stream back in order. A packet that comes in its turn goes on at once; one that comes early waits
 * until those before it have come or have clearly been lost.
 */
public final class Reordering {
    /** Packets that may wait: what a switch may shuffle, not more. */
    private static final int MOST = 64;

    private static final long PATIENCE_NANOS = 60_000_000L;

    private final Consumer<RtpPacket> out;
    /** Early packets by their distance from the first sequence number. */
    private final TreeMap<Long, RtpPacket> early = new TreeMap<>();

    private boolean started;
    private long source;
    private long next;
    private long waitingSince;

    /** @param out gets the packets in order, with gaps where some were lost */
    public Reordering(Consumer<RtpPacket> out) {
        this.out = out;
    }

    /** Takes a packet as it came; {@code now} is a monotonic reading. */
    public void accept(RtpPacket packet, long now) {
        if (!started || packet.source() != source) {
            early.clear();
            started = true;
            source = packet.source();
            next = packet.sequence();
        }
        long number = next + (short) (packet.sequence() - (int) next);
        if (number == next) {
            next++;
            out.accept(packet);
            release();
        } else if (number > next) {
            if (early.isEmpty()) {
                waitingSince = now;
            }
            early.put(number, packet.copy());
        } else if (next - number > 1000) {
            // not late but begun anew
            early.clear();
            next = packet.sequence() + 1L;
            out.accept(packet);
        }
        if (!early.isEmpty() && (early.size() > MOST || now - waitingSince > PATIENCE_NANOS)) {
            next = early.firstKey();
            release();
            waitingSince = now;
        }
    }

    private void release() {
        RtpPacket waiting = take();
        while (waiting != null) {
            next++;
            out.accept(waiting);
            waiting = take();
        }
    }

    private @Nullable RtpPacket take() {
        return early.remove(next);
    }
}
