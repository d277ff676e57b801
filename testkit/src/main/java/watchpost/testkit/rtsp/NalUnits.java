package watchpost.testkit.rtsp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes H.264 and H.265 byte streams apart: with start codes (Annex B), or with a length before each unit as MP4 has them. */
final class NalUnits {
    /** Stands for "start codes" where a length size is asked for. */
    static final int ANNEX_B = 0;

    private static final byte[] START_CODE = {0, 0, 0, 1};

    private NalUnits() {}

    /**
     * The NAL units of {@code bytes}, without framing and without empty ones.
     *
     * @param lengthSize bytes of the length before each unit, or {@link #ANNEX_B}
     */
    static List<byte[]> split(byte[] bytes, int lengthSize) {
        return lengthSize == ANNEX_B ? byStartCode(bytes) : byLength(bytes, lengthSize);
    }

    /** True if {@code extra} is an MP4 decoder configuration record (ISO/IEC 14496-15) and not a byte stream. */
    static boolean isConfiguration(byte[] extra) {
        return extra.length > 6 && extra[0] == 1;
    }

    /** The units one after the other as a byte stream. */
    static byte[] withStartCodes(List<byte[]> units) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] unit : units) {
            bytes.writeBytes(START_CODE);
            bytes.writeBytes(unit);
        }
        return bytes.toByteArray();
    }

    /** The same picture with a unit of its own first unit's kind and {@code bytes} bytes before the others. */
    static AccessUnit inflated(AccessUnit picture, int bytes) {
        byte[] giant = new byte[bytes];
        Arrays.fill(giant, (byte) 0x55);
        System.arraycopy(picture.parts().get(0), 0, giant, 0, 2);
        List<byte[]> parts = new ArrayList<>(List.of(giant));
        parts.addAll(picture.parts());
        return new AccessUnit(picture.decodeAt(), picture.presentAt(), picture.key(), parts);
    }

    /** The parameter sets of an H.264 decoder configuration record, sequence parameter sets first. */
    static List<byte[]> h264ParameterSets(byte[] configuration) {
        List<byte[]> sets = new ArrayList<>();
        int at = 5;
        for (int mask : new int[] {0x1F, 0xFF}) {
            int count = configuration[at++] & mask;
            for (int i = 0; i < count; i++) {
                int length = unsigned16(configuration, at);
                sets.add(Arrays.copyOfRange(configuration, at + 2, at + 2 + length));
                at += 2 + length;
            }
        }
        return sets;
    }

    /** The parameter sets of an H.265 decoder configuration record, in its order. */
    static List<byte[]> h265ParameterSets(byte[] configuration) {
        List<byte[]> sets = new ArrayList<>();
        int at = 23;
        for (int array = 0; array < (configuration[22] & 0xFF); array++) {
            int count = unsigned16(configuration, at + 1);
            at += 3;
            for (int i = 0; i < count; i++) {
                int length = unsigned16(configuration, at);
                sets.add(Arrays.copyOfRange(configuration, at + 2, at + 2 + length));
                at += 2 + length;
            }
        }
        return sets;
    }

    private static int unsigned16(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static List<byte[]> byLength(byte[] bytes, int lengthSize) {
        List<byte[]> units = new ArrayList<>();
        int at = 0;
        while (at + lengthSize <= bytes.length) {
            int length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = (length << 8) | (bytes[at + i] & 0xFF);
            }
            at += lengthSize;
            int end = Math.min(bytes.length, at + length);
            if (end > at) {
                units.add(Arrays.copyOfRange(bytes, at, end));
            }
            at = end;
        }
        return units;
    }

    private static List<byte[]> byStartCode(byte[] bytes) {
        List<byte[]> units = new ArrayList<>();
        int start = afterStartCode(bytes, 0);
        while (start < bytes.length) {
            int next = afterStartCode(bytes, start);
            int end = next == bytes.length && !endsWithStartCode(bytes) ? next : next - 3;
            while (end > start && bytes[end - 1] == 0) {
                end--;
            }
            if (end > start) {
                units.add(Arrays.copyOfRange(bytes, start, end));
            }
            start = next;
        }
        return units;
    }

    /** The index after the first start code at or after {@code from}; the length of {@code bytes} if there is none. */
    private static int afterStartCode(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i + 3;
            }
        }
        return bytes.length;
    }

    private static boolean endsWithStartCode(byte[] bytes) {
        int n = bytes.length;
        return n >= 3 && bytes[n - 3] == 0 && bytes[n - 2] == 0 && bytes[n - 1] == 1;
    }
}
