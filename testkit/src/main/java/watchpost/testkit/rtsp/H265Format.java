package watchpost.testkit.rtsp;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * H.265 in RTP without decoding order numbers: single NAL units and fragmentation units. The parameter sets go before each key
 * picture.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7798">RFC 7798, sections 4.4 and 7.1</a>
 */
final class H265Format extends NalUnitFormat {
    private static final int FRAGMENT_TYPE = 49;
    private static final int UNIT_HEADER = 2;
    private static final int FRAGMENT_HEAD = 3;
    private static final Map<Integer, String> NAMES = Map.of(32, "sprop-vps", 33, "sprop-sps", 34, "sprop-pps");

    /** {@code parameterSets}: of all three kinds, in the order in which they are to be sent, without framing. */
    H265Format(List<byte[]> parameterSets) {
        super(parameterSets);
    }

    static int type(byte[] nal) {
        return (nal[0] >> 1) & 0x3F;
    }

    @Override
    public int payloadType() {
        return 97;
    }

    @Override
    public String rtpMap() {
        return "H265/90000";
    }

    @Override
    public String parameters() {
        return parameterSets().stream()
                .map(set -> NAMES.get(type(set)) + "=" + Base64.getEncoder().encodeToString(set))
                .collect(Collectors.joining(";"));
    }

    @Override
    void fragment(byte[] nal, boolean last, PayloadSink sink) {
        byte first = (byte) ((nal[0] & 0x81) | (FRAGMENT_TYPE << 1));
        for (int from = UNIT_HEADER; from < nal.length; ) {
            int length = Math.min(LARGEST_PAYLOAD - FRAGMENT_HEAD, nal.length - from);
            boolean end = from + length == nal.length;
            int flags = (from == UNIT_HEADER ? 0x80 : 0) | (end ? 0x40 : 0);
            sink.payload(new byte[] {first, nal[1], (byte) (flags | type(nal))}, nal, from, length, last && end);
            from += length;
        }
    }

    /** A slice that names a picture parameter set that no stream has. */
    @Override
    void spoil(byte[] noise) {
        // the number is written in Exp-Golomb code: many zeros, so a large one
        noise[2] = (byte) 0x80;
        noise[3] = 1;
    }
}
