package watchpost.testkit.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Baseline JPEG in RTP, with each picture's own quantisation tables in its first packet. A picture's only part is the whole file.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2435">RFC 2435, section 3.1</a>
 */
final class JpegFormat implements PayloadFormat {
    /** Quality 255: the tables are in the packets and may change from picture to picture. */
    private static final byte TABLES_IN_BAND = (byte) 255;

    private static final int MAIN_HEAD = 8;
    private static final int RESTARTS = 64;

    @Override
    public int payloadType() {
        return 26;
    }

    @Override
    public String rtpMap() {
        return "JPEG/90000";
    }

    @Override
    public String parameters() {
        return "";
    }

    @Override
    public List<byte[]> parts(AccessUnit picture) {
        return picture.parts();
    }

    @Override
    public byte[] stream(AccessUnit picture) {
        return picture.parts().get(0);
    }

    @Override
    public void packetise(AccessUnit picture, PayloadSink sink) {
        Jpeg jpeg = Jpeg.parse(picture.parts().get(picture.parts().size() - 1));
        int length = jpeg.data.length - jpeg.scan;
        for (int offset = 0; offset < length; ) {
            byte[] head = head(jpeg, offset);
            int part = Math.min(LARGEST_PAYLOAD - head.length, length - offset);
            sink.payload(head, jpeg.data, jpeg.scan + offset, part, offset + part == length);
            offset += part;
        }
    }

    private static byte[] head(Jpeg jpeg, int offset) {
        boolean first = offset == 0;
        boolean restarts = jpeg.restartInterval > 0;
        ByteBuffer head = ByteBuffer.allocate(MAIN_HEAD + (restarts ? 4 : 0) + (first ? 4 + jpeg.tables.length : 0));
        head.putInt(offset)
                .put((byte) (jpeg.type + (restarts ? RESTARTS : 0)))
                .put(TABLES_IN_BAND)
                .put((byte) (jpeg.width / 8))
                .put((byte) (jpeg.height / 8));
        if (restarts) {
            head.putShort((short) jpeg.restartInterval).putShort((short) 0xFFFF);
        }
        if (first) {
            head.put((byte) 0)
                    .put((byte) 0)
                    .putShort((short) jpeg.tables.length)
                    .put(jpeg.tables);
        }
        return head.array();
    }

    /** The file with so much behind its end. */
    @Override
    public AccessUnit inflated(AccessUnit picture, int bytes) {
        byte[] file = picture.parts().get(0);
        byte[] giant = Arrays.copyOf(file, file.length + bytes);
        Arrays.fill(giant, file.length, giant.length, (byte) 0x55);
        return new AccessUnit(picture.decodeAt(), picture.presentAt(), true, List.of(giant));
    }

    /** The file with a size of nothing, which no decoder accepts. */
    @Override
    public AccessUnit garbled(AccessUnit picture, SplittableRandom random) {
        byte[] file = picture.parts().get(0).clone();
        int frame = Jpeg.parse(file).frame;
        Arrays.fill(file, frame + 5, frame + 9, (byte) 0);
        return new AccessUnit(picture.decodeAt(), picture.presentAt(), true, List.of(file));
    }

    /** What RTP needs to know of a JPEG file (ITU-T T.81, annex B). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Jpeg(
            byte[] data, int frame, int width, int height, int type, byte[] tables, int restartInterval, int scan) {
        static Jpeg parse(byte[] data) {
            ByteArrayOutputStream tables = new ByteArrayOutputStream();
            int frame = 0;
            int restartInterval = 0;
            int at = 2;
            while ((data[at + 1] & 0xFF) != 0xDA) {
                int length = unsigned16(data, at + 2);
                switch (data[at + 1] & 0xFF) {
                    case 0xDB -> {
                        // each table is one byte for its number, then 64 bytes
                        for (int table = at + 4; table < at + 2 + length; table += 65) {
                            tables.write(data, table + 1, 64);
                        }
                    }
                    case 0xC0 -> frame = at;
                    case 0xDD -> restartInterval = unsigned16(data, at + 4);
                    default -> {}
                }
                at += 2 + length;
            }
            int type = data[frame + 11] == 0x22 ? 1 : 0;
            return new Jpeg(
                    data,
                    frame,
                    unsigned16(data, frame + 7),
                    unsigned16(data, frame + 5),
                    type,
                    tables.toByteArray(),
                    restartInterval,
                    at + 2 + unsigned16(data, at + 2));
        }

        private static int unsigned16(byte[] data, int at) {
            return ((data[at] & 0xFF) << 8) | (data[at + 1] & 0xFF);
        }
    }
}
