package watchpost.capture.rtp;

import java.util.Optional;

/**
 * What a sender says about its clocks (RTCP sender report, RFC 3550, 6.4.1).
 *
 * @param source the sender's SSRC
 * @param wallMicros its wall clock, microseconds since 1970
 * @param timestamp the same moment on the media clock, 0..2^32-1
 * @param middle the middle 32 bits of its wall clock, to be quoted in the receiver's report
 */
public record SenderReport(long source, long wallMicros, long timestamp, long middle) {
    private static final int SENDER_REPORT = 200;
    private static final int LENGTH = 28;
    /** Seconds from 1900, where NTP begins, to 1970. */
    private static final long EPOCHS = 2_208_988_800L;

    /** Finds the sender report in a compound packet. */
    public static Optional<SenderReport> parse(byte[] data, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at + 4 <= end) {
            int size = 4 + 4 * Bytes.unsigned16(data, at + 2);
            if ((data[at + 1] & 0xff) == SENDER_REPORT && size >= LENGTH && at + LENGTH <= end) {
                long seconds = Bytes.unsigned32(data, at + 8);
                long fraction = Bytes.unsigned32(data, at + 12);
                long micros = (seconds - EPOCHS) * 1_000_000L + ((fraction * 1_000_000L) >>> 32);
                return Optional.of(new SenderReport(
                        Bytes.unsigned32(data, at + 4),
                        micros,
                        Bytes.unsigned32(data, at + 16),
                        ((seconds & 0xffff) << 16) | (fraction >>> 16)));
            }
            at += size;
        }
        return Optional.empty();
    }
}
