package watchpost.testkit.rtsp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The packets of one RTP stream and its sender reports.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550">RFC 3550, sections 5.1, 6.4.1 and 6.5</a>
 */
final class RtpStream {
    private static final int VERSION = 0x80;
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final byte[] NAME = "clip".getBytes(StandardCharsets.US_ASCII);

    private final int source;
    private final long firstTimestamp;
    private int sequence;
    private int packets;
    private int octets;

    /** {@code firstTimestamp} stands for tick 0 of the session; not 0, which some receivers take for "unknown". */
    RtpStream(int source, int firstSequence, long firstTimestamp) {
        this.source = source;
        this.sequence = firstSequence & 0xFFFF;
        this.firstTimestamp = firstTimestamp;
    }

    int nextSequence() {
        return sequence;
    }

    int source() {
        return source;
    }

    /** The RTP timestamp at a tick of the session, 0..2^32-1. */
    long timestamp(long tick) {
        return (firstTimestamp + tick) & 0xFFFF_FFFFL;
    }

    /** The next packet. */
    byte[] packet(int payloadType, long tick, boolean marker, byte[] head, byte[] body, int from, int length) {
        ByteBuffer out = ByteBuffer.allocate(12 + head.length + length);
        out.put((byte) VERSION)
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt((int) timestamp(tick))
                .putInt(source)
                .put(head)
                .put(body, from, length);
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        octets += head.length + length;
        return out.array();
    }

    /** A sender report that says which tick was due at {@code wall}, with the source description that must follow it. */
    byte[] senderReport(Instant wall, long tick) {
        ByteBuffer out = ByteBuffer.allocate(28 + 16);
        out.put((byte) VERSION)
                .put((byte) SENDER_REPORT)
                .putShort((short) 6)
                .putInt(source)
                .putInt((int) (wall.getEpochSecond() + SECONDS_1900_TO_1970))
                .putInt((int) (((long) wall.getNano() << 32) / 1_000_000_000L))
                .putInt((int) timestamp(tick))
                .putInt(packets)
                .putInt(octets);
        out.put((byte) (VERSION | 1))
                .put((byte) SOURCE_DESCRIPTION)
                .putShort((short) 3)
                .putInt(source)
                .put((byte) 1)
                .put((byte) NAME.length)
                .put(NAME);
        return out.array();
    }
}
