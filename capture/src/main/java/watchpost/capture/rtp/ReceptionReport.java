package watchpost.capture.rtp;

/**
 * What the receiver tells the sender (RTCP receiver report, RFC 3550, 6.4.2): some cameras end a session that is not reported on.
 * Counts what was received as it goes.
 */
public final class ReceptionReport {
    private static final int RECEIVER_REPORT = 201;
    private static final int DESCRIPTION = 202;
    private static final int LENGTH = 32;
    private static final byte[] NAME = {'w', 'a', 't', 'c', 'h', 'p', 'o', 's', 't'};

    private final long ownSource;
    private boolean started;
    private long source;
    private int first;
    private int highest;
    private int cycles;
    private long received;
    private long reportMiddle;
    private long reportAt;

    /** @param ownSource this receiver's SSRC, any number */
    public ReceptionReport(long ownSource) {
        this.ownSource = ownSource & 0xffffffffL;
    }

    /** A packet came. */
    public void received(RtpPacket packet) {
        if (!started || packet.source() != source) {
            started = true;
            source = packet.source();
            first = packet.sequence();
            highest = first;
            cycles = 0;
            received = 0;
        }
        received++;
        int ahead = (short) (packet.sequence() - highest);
        if (ahead > 0) {
            cycles += packet.sequence() < highest ? 1 : 0;
            highest = packet.sequence();
        }
    }

    /** The sender reported at {@code now}, a monotonic reading. */
    public void reported(SenderReport report, long now) {
        reportMiddle = report.middle();
        reportAt = now;
    }

    /** The report to be sent at {@code now}. */
    public byte[] make(long now) {
        int described = 4 + 4 + 2 + NAME.length + 1;
        int padded = (described + 3) / 4 * 4;
        byte[] report = new byte[LENGTH + padded];
        report[0] = (byte) 0x81;
        report[1] = (byte) RECEIVER_REPORT;
        report[3] = LENGTH / 4 - 1;
        Bytes.put32(report, 4, ownSource);
        Bytes.put32(report, 8, source);
        long extended = ((long) cycles << 16) + highest;
        long lost = Math.max(0, Math.min(0x7fffff, extended - first + 1 - received));
        Bytes.put32(report, 12, lost);
        Bytes.put32(report, 16, extended);
        Bytes.put32(report, 24, reportMiddle);
        Bytes.put32(report, 28, reportMiddle == 0 ? 0 : (now - reportAt) / 1000 * 65_536 / 1_000_000);
        report[LENGTH] = (byte) 0x81;
        report[LENGTH + 1] = (byte) DESCRIPTION;
        report[LENGTH + 3] = (byte) (padded / 4 - 1);
        Bytes.put32(report, LENGTH + 4, ownSource);
        report[LENGTH + 8] = 1;
        report[LENGTH + 9] = (byte) NAME.length;
        System.arraycopy(NAME, 0, report, LENGTH + 10, NAME.length);
        return report;
    }
}
