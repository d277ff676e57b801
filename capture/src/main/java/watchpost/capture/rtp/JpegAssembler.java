package watchpost.capture.rtp;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * JPEG pictures out of RTP (RFC 2435): the packets have the entropy-coded data only, and a small header from which the file's head is
 * made again. A picture of which a packet was lost is left out.
 */
final class JpegAssembler implements Assembler {
    private static final int MAIN_HEADER = 8;
    private static final int RESTART_HEADER = 4;
    private static final int TABLES_HEADER = 4;
    private static final int FIRST_WITH_RESTARTS = 64;
    private static final int FIRST_IN_BAND = 128;
    /** In-band tables of this quality may be other ones in each picture. */
    private static final int NEVER_KEPT = 255;

    private final Consumer<AccessUnit> out;
    private final byte[][] keptTables = new byte[NEVER_KEPT + 1][];

    private byte[] picture = new byte[64 << 10];
    private int length;
    private int head;
    private boolean whole;
    private boolean damaged;

    private boolean started;
    private int nextSequence;
    private long timestamp;
    private long ticks;

    JpegAssembler(Consumer<AccessUnit> out) {
        this.out = out;
    }

    @Override
    public void accept(RtpPacket packet) {
        if (started && packet.sequence() != nextSequence) {
            spoil();
        }
        nextSequence = (packet.sequence() + 1) & 0xffff;
        long step = started ? (int) (packet.timestamp() - timestamp) : 0;
        ticks = started ? ticks + step : packet.timestamp();
        timestamp = packet.timestamp();
        started = true;
        if (!take(packet.data(), packet.payloadOffset(), packet.payloadLength())) {
            spoil();
        }
        if (packet.marker()) {
            if (whole && length > head && append(JpegHead.END, 0, JpegHead.END.length)) {
                out.accept(new AccessUnit(picture, length, ticks, true, damaged));
                damaged = false;
            }
            whole = false;
        }
    }

    /** The rest of the picture is of no use. */
    private void spoil() {
        whole = false;
        damaged = true;
    }

    /** Takes a payload; false if it does not go on where the last one ended or is none. */
    private boolean take(byte[] data, int begin, int size) {
        if (size < MAIN_HEADER) {
            return false;
        }
        int offset = (int) (Bytes.unsigned32(data, begin) & 0xffffff);
        int type = data[begin + 4] & 0xff;
        int at = begin + MAIN_HEADER;
        int end = begin + size;
        int restartInterval = 0;
        if (type >= FIRST_WITH_RESTARTS && type < FIRST_IN_BAND) {
            if (end - at < RESTART_HEADER) {
                return false;
            }
            restartInterval = Bytes.unsigned16(data, at);
            at += RESTART_HEADER;
        }
        if (offset == 0) {
            at = begin(data, begin, at, end, restartInterval);
            if (at < 0) {
                return false;
            }
        } else if (!whole || offset != length - head) {
            return false;
        }
        return append(data, at, end - at);
    }

    /** Begins a picture: makes the file's head and returns where the data begins; less than 0 if the header makes no sense. */
    private int begin(byte[] data, int header, int afterHeader, int end, int restartInterval) {
        int quality = data[header + 5] & 0xff;
        int width = (data[header + 6] & 0xff) * 8;
        int height = (data[header + 7] & 0xff) * 8;
        int sampling = data[header + 4] & (FIRST_WITH_RESTARTS - 1);
        int at = afterHeader;
        byte[] tables = quality < FIRST_IN_BAND ? JpegHead.tables(quality) : keptTables[quality];
        if (quality >= FIRST_IN_BAND) {
            if (end - at < TABLES_HEADER) {
                return -1;
            }
            int size = Bytes.unsigned16(data, at + 2);
            boolean sixteenBits = data[at + 1] != 0;
            at += TABLES_HEADER;
            if (size > end - at || sixteenBits) {
                return -1;
            }
            if (size > 0) {
                tables = Arrays.copyOfRange(data, at, at + size);
                keptTables[quality] = quality == NEVER_KEPT ? null : tables;
                at += size;
            }
        }
        if (tables == null || tables.length < 64 || width == 0 || height == 0 || sampling > 1) {
            return -1;
        }
        byte[] made = JpegHead.make(width, height, sampling == 1, tables, restartInterval);
        length = 0;
        head = made.length;
        whole = append(made, 0, made.length);
        return at;
    }

    private boolean append(byte[] data, int offset, int size) {
        if (length + size > AccessUnitAssembler.LARGEST) {
            return false;
        }
        if (length + size > picture.length) {
            picture = Arrays.copyOf(picture, Math.max(picture.length * 2, length + size));
        }
        System.arraycopy(data, offset, picture, length, size);
        length += size;
        return true;
    }
}
