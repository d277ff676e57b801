package watchpost.capture.ring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import watchpost.core.geometry.Size;

/**
 * The newest packets of one camera, bounded by time and by bytes; the oldest go first. It outlives connections. Thread-safe: the
 * capture thread adds, any thread reads; a reader holds what it was given for as long as it wants.
 */
public final class PacketRing {
    private final long mostNanos;
    private final long mostBytes;

    // Guarded by this.
    private final Deque<EncodedPacket> packets = new ArrayDeque<>();
    private Optional<Size> size = Optional.empty();
    private long bytes;
    private long sequence;

    /** @param mostBytes 0 keeps nothing */
    public PacketRing(Duration most, long mostBytes) {
        this.mostNanos = most.toNanos();
        this.mostBytes = mostBytes;
    }

    /** True if packets are worth handing in. */
    public boolean keeps() {
        return mostBytes > 0 && mostNanos > 0;
    }

    public long mostBytes() {
        return mostBytes;
    }

    /** Adds the newest packet. */
    public synchronized EncodedPacket add(
            byte[] data, OptionalLong stamp, long position, long arrival, boolean key, StreamFormat format) {
        EncodedPacket packet = new EncodedPacket(sequence++, data, stamp, position, arrival, key, format);
        packets.addLast(packet);
        bytes += data.length;
        while (!packets.isEmpty()
                && (bytes > mostBytes || position - packets.getFirst().position() > mostNanos)) {
            bytes -= packets.removeFirst().data().length;
        }
        return packet;
    }

    /** The pictures in the packets have this size. */
    public synchronized void size(Size decoded) {
        size = Optional.of(decoded);
    }

    /** Size of the newest decoded picture. */
    public synchronized Optional<Size> size() {
        return size;
    }

    /**
     * The packets needed to show everything from {@code position} on: from the last key frame at or before it, else from the first
     * key frame that is left.
     */
    public synchronized List<EncodedPacket> from(long position) {
        long begin = Long.MAX_VALUE;
        for (EncodedPacket packet : packets) {
            if (packet.key() && (begin == Long.MAX_VALUE || packet.position() <= position)) {
                begin = packet.sequence();
            }
        }
        return begin == Long.MAX_VALUE ? List.of() : after(begin - 1);
    }

    /** The newest key frame at or before {@code position} and all that came after it; empty if it is not there any more. */
    public synchronized List<EncodedPacket> sinceKeyFrame(long position) {
        List<EncodedPacket> since = from(position);
        return since.isEmpty() || since.get(0).position() > position ? List.of() : since;
    }

    /** The packets that came after number {@code last}, as far as they are still there. */
    public synchronized List<EncodedPacket> after(long last) {
        List<EncodedPacket> found = new ArrayList<>();
        for (EncodedPacket packet : packets) {
            if (packet.sequence() > last) {
                found.add(packet);
            }
        }
        return found;
    }

    /** Place of the newest packet on the camera's timeline; empty before the first. */
    public synchronized OptionalLong newest() {
        EncodedPacket last = packets.peekLast();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.position());
    }

    /** Bytes held now. */
    public synchronized long bytes() {
        return bytes;
    }
}
