package watchpost.testkit.rtsp;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * H.264 in RTP, packetisation mode 1: single NAL units and FU-A fragments. The parameter sets go before each key picture, as most
 * cameras send them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6184">RFC 6184, sections 5.6, 5.8 and 8</a>
 */
final class H264Format extends NalUnitFormat {
    private static final int TYPE_MASK = 0x1F;
    private static final int FRAGMENT_TYPE = 28;
    private static final int FRAGMENT_HEAD = 2;

    /** {@code parameterSets}: the sequence parameter set first, then picture parameter sets, without framing. */
    H264Format(List<byte[]> parameterSets) {
        super(parameterSets);
    }

    @Override
    public int payloadType() {
        return 96;
    }

    @Override
    public String rtpMap() {
        return "H264/90000";
    }

    @Override
    public String parameters() {
        byte[] sequence = parameterSets().get(0);
        String profile =
                String.format(Locale.ROOT, "%02X%02X%02X", sequence[1] & 0xFF, sequence[2] & 0xFF, sequence[3] & 0xFF);
        String sets = parameterSets().stream()
                .map(Base64.getEncoder()::encodeToString)
                .collect(Collectors.joining(","));
        return "packetization-mode=1;profile-level-id=" + profile + ";sprop-parameter-sets=" + sets;
    }

    @Override
    void fragment(byte[] nal, boolean last, PayloadSink sink) {
        byte indicator = (byte) ((nal[0] & ~TYPE_MASK) | FRAGMENT_TYPE);
        int type = nal[0] & TYPE_MASK;
        for (int from = 1; from < nal.length; ) {
            int length = Math.min(LARGEST_PAYLOAD - FRAGMENT_HEAD, nal.length - from);
            boolean first = from == 1;
            boolean end = from + length == nal.length;
            byte header = (byte) (type | (first ? 0x80 : 0) | (end ? 0x40 : 0));
            sink.payload(new byte[] {indicator, header}, nal, from, length, last && end);
            from += length;
        }
    }

    /**
     * A slice of a type that does not exist: the decoder refuses it before it begins a picture, which it would then conceal and hand
     * out.
     */
    @Override
    void spoil(byte[] noise) {
        // Exp-Golomb codes: macroblock 0 is a 1, then seven zeros and a 1 begin a type of 127 or more
        noise[1] = (byte) 0x80;
        noise[2] |= (byte) 0x80;
    }
}
