package watchpost.capture.rtp;

import java.util.Optional;

/**
 * One RTP packet (RFC 3550, 5.1). The payload lies in somebody else's array and is valid only while that is.
 *
 * @param sequence 0..65535
 * @param timestamp 0..2^32-1, in units of the media clock
 * @param source the sender's SSRC
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record RtpPacket(
        boolean marker,
        int payloadType,
        int sequence,
        long timestamp,
        long source,
        byte[] data,
        int payloadOffset,
        int payloadLength) {
    private static final int HEADER = 12;

    /** Reads a packet; empty if the bytes are none. */
    public static Optional<RtpPacket> parse(byte[] data, int offset, int length) {
        if (length < HEADER || (data[offset] & 0xc0) != 0x80) {
            return Optional.empty();
        }
        int end = offset + length;
        int payload = offset + HEADER + 4 * (data[offset] & 0x0f);
        if ((data[offset] & 0x10) != 0) {
            if (payload + 4 > end) {
                return Optional.empty();
            }
            payload += 4 + 4 * Bytes.unsigned16(data, payload + 2);
        }
        if ((data[offset] & 0x20) != 0) {
            end -= data[end - 1] & 0xff;
        }
        if (payload > end) {
            return Optional.empty();
        }
        return Optional.of(new RtpPacket(
                (data[offset + 1] & 0x80) != 0,
                data[offset + 1] & 0x7f,
                Bytes.unsigned16(data, offset + 2),
                Bytes.unsigned32(data, offset + 4),
                Bytes.unsigned32(data, offset + 8),
                data,
                payload,
                end - payload));
    }

    /** The same packet in memory of its own. */
    RtpPacket copy() {
        byte[] own = new byte[payloadLength];
        System.arraycopy(data, payloadOffset, own, 0, payloadLength);
        return new RtpPacket(marker, payloadType, sequence, timestamp, source, own, 0, payloadLength);
    }
}
