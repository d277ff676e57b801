package watchpost.capture.rtp;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/** The head of a baseline JPEG file (ITU-T T.81) as RTP presumes it: two quantisation tables, the usual Huffman tables. */
final class JpegHead {
    static final byte[] END = {(byte) 0xff, (byte) 0xd9};

    private static final int TABLE = 64;
    private static final int SIDE = 8;
    private static final byte[] HUFFMAN = huffman();

    private JpegHead() {}

    /**
     * Everything before the entropy-coded data.
     *
     * @param halfHeight colour has half the height too, not only half the width
     * @param tables for brightness, then for colour, each of 64 bytes in zigzag order; one table serves both
     * @param restartInterval in blocks; 0 for none
     */
    static byte[] make(int width, int height, boolean halfHeight, byte[] tables, int restartInterval) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        marker(head, 0xd8);
        for (int number = 0; number < 2; number++) {
            segment(head, 0xdb, 1 + TABLE);
            head.write(number);
            head.write(tables, tables.length >= 2 * TABLE ? number * TABLE : 0, TABLE);
        }
        if (restartInterval > 0) {
            segment(head, 0xdd, 2);
            put16(head, restartInterval);
        }
        segment(head, 0xc0, 15);
        head.write(8);
        put16(head, height);
        put16(head, width);
        head.write(3);
        for (int component = 1; component <= 3; component++) {
            head.write(component);
            head.write(component > 1 ? 0x11 : halfHeight ? 0x22 : 0x21);
            head.write(component > 1 ? 1 : 0);
        }
        head.writeBytes(HUFFMAN);
        segment(head, 0xda, 10);
        head.write(3);
        for (int component = 1; component <= 3; component++) {
            head.write(component);
            head.write(component > 1 ? 0x11 : 0x00);
        }
        head.write(0);
        head.write(63);
        head.write(0);
        return head.toByteArray();
    }

    /** The tables of a quality of 1..99 (RFC 2435, 4.2), in zigzag order. */
    static byte[] tables(int quality) {
        int bounded = Math.max(1, Math.min(99, quality));
        int scale = bounded < 50 ? 5000 / bounded : 200 - 2 * bounded;
        byte[] tables = new byte[2 * TABLE];
        int[] brightness = JPEGQTable.K1Luminance.getTable();
        int[] colour = JPEGQTable.K2Chrominance.getTable();
        int[] order = zigzag();
        for (int i = 0; i < TABLE; i++) {
            tables[i] = scaled(brightness[order[i]], scale);
            tables[TABLE + i] = scaled(colour[order[i]], scale);
        }
        return tables;
    }

    private static byte scaled(int value, int scale) {
        return (byte) Math.max(1, Math.min(255, (value * scale + 50) / 100));
    }

    /** Index in the square for each place of the zigzag: along the diagonals, turning at the rims. */
    private static int[] zigzag() {
        int[] order = new int[TABLE];
        int at = 0;
        for (int diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
            for (int step = 0; step <= diagonal; step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                int column = diagonal - row;
                if (row < SIDE && column < SIDE) {
                    order[at++] = row * SIDE + column;
                }
            }
        }
        return order;
    }

    private static byte[] huffman() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        table(all, 0x00, JPEGHuffmanTable.StdDCLuminance);
        table(all, 0x10, JPEGHuffmanTable.StdACLuminance);
        table(all, 0x01, JPEGHuffmanTable.StdDCChrominance);
        table(all, 0x11, JPEGHuffmanTable.StdACChrominance);
        return all.toByteArray();
    }

    private static void table(ByteArrayOutputStream head, int number, JPEGHuffmanTable table) {
        short[] lengths = table.getLengths();
        short[] values = table.getValues();
        segment(head, 0xc4, 1 + 16 + values.length);
        head.write(number);
        for (int i = 0; i < 16; i++) {
            head.write(i < lengths.length ? lengths[i] : 0);
        }
        for (short value : values) {
            head.write(value);
        }
    }

    private static void segment(ByteArrayOutputStream head, int marker, int length) {
        marker(head, marker);
        put16(head, length + 2);
    }

    private static void marker(ByteArrayOutputStream head, int marker) {
        head.write(0xff);
        head.write(marker);
    }

    private static void put16(ByteArrayOutputStream head, int value) {
        head.write(value >> 8);
        head.write(value);
    }
}
