package watchpost.capture.ring;

import java.io.ByteArrayOutputStream;

/** The parameter sets that cameras put in front of their key frames, in the form with start codes. Pure. */
public final class ParameterSets {
    private static final byte[] START = {0, 0, 0, 1};

    private ParameterSets() {}

    /** The parameter sets in an access unit, each with a start code; empty if there are none or it has no start codes. */
    public static byte[] in(byte[] unit, String codec) {
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        int begin = next(unit, 0);
        while (begin < unit.length) {
            int end = next(unit, begin);
            int stop = end < unit.length ? end - 3 : end;
            while (stop > begin && unit[stop - 1] == 0) {
                stop--;
            }
            if (isParameterSet(unit[begin], codec)) {
                found.writeBytes(START);
                found.write(unit, begin, stop - begin);
            }
            begin = end;
        }
        return found.toByteArray();
    }

    /** The first byte behind the next start code; the length if there is none. */
    private static int next(byte[] unit, int from) {
        for (int i = from; i + 3 < unit.length; i++) {
            if (unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] == 1) {
                return i + 3;
            }
        }
        return unit.length;
    }

    private static boolean isParameterSet(byte header, String codec) {
        if (codec.equals("hevc")) {
            int type = header >> 1 & 0x3f;
            return type >= 32 && type <= 34;
        }
        int type = header & 0x1f;
        return codec.equals("h264") && (type == 7 || type == 8);
    }
}
