package watchpost.capture.rtp;

/** Big-endian numbers out of byte arrays. */
final class Bytes {
    private Bytes() {}

    static int unsigned16(byte[] data, int at) {
        return ((data[at] & 0xff) << 8) | (data[at + 1] & 0xff);
    }

    static long unsigned32(byte[] data, int at) {
        return ((long) unsigned16(data, at) << 16) | unsigned16(data, at + 2);
    }

    static void put32(byte[] data, int at, long value) {
        for (int i = 0; i < 4; i++) {
            data[at + i] = (byte) (value >> (24 - 8 * i));
        }
    }
}
