package watchpost.testkit.rtsp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * H.265 in RTP without decoding order numbers: single NAL units and fragmentation units. The parameter sets go before each key
 * picture.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7798">RFC 7798, sections 4.4 and 7.1</a>
 */
final class H265Format implements PayloadFormat {
    private static final int FRAGMENT_TYPE = 49;
    private static final int UNIT_HEADER = 2;
    private static final int FRAGMENT_HEAD = 3;
    private static final byte[] NO_HEAD = {};
    private static final Map<Integer, String> NAMES = Map.of(32, "sprop-vps", 33, "sprop-sps", 34, "sprop-pps");

    private final List<byte[]> parameterSets;

    /** {@code parameterSets}: of all three kinds, in the order in which they are to be sent, without framing. */
    H265Format(List<byte[]> parameterSets) {
        this.parameterSets = List.copyOf(parameterSets);
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
        return parameterSets.stream()
                .map(set -> NAMES.get(type(set)) + "=" + Base64.getEncoder().encodeToString(set))
                .collect(Collectors.joining(";"));
    }

    @Override
    public List<byte[]> parts(AccessUnit picture) {
        List<byte[]> nals = new ArrayList<>(picture.key() ? parameterSets : List.of());
        nals.addAll(picture.parts());
        return nals;
    }

    @Override
    public byte[] stream(AccessUnit picture) {
        return NalUnits.withStartCodes(parts(picture));
    }

    @Override
    public void packetise(AccessUnit picture, PayloadSink sink) {
        List<byte[]> nals = parts(picture);
        for (int i = 0; i < nals.size(); i++) {
            boolean last = i == nals.size() - 1;
            byte[] nal = nals.get(i);
            if (nal.length <= LARGEST_PAYLOAD) {
                sink.payload(NO_HEAD, nal, 0, nal.length, last);
            } else {
                fragment(nal, last, sink);
            }
        }
    }

    private static void fragment(byte[] nal, boolean last, PayloadSink sink) {
        byte first = (byte) ((nal[0] & 0x81) | (FRAGMENT_TYPE << 1));
        for (int from = UNIT_HEADER; from < nal.length; ) {
            int length = Math.min(LARGEST_PAYLOAD - FRAGMENT_HEAD, nal.length - from);
            boolean end = from + length == nal.length;
            int flags = (from == UNIT_HEADER ? 0x80 : 0) | (end ? 0x40 : 0);
            sink.payload(new byte[] {first, nal[1], (byte) (flags | type(nal))}, nal, from, length, last && end);
            from += length;
        }
    }

    @Override
    public AccessUnit inflated(AccessUnit picture, int bytes) {
        return NalUnits.inflated(picture, bytes);
    }

    /** Slices that name a picture parameter set that no stream has, so that the decoder refuses them at once. */
    @Override
    public AccessUnit garbled(AccessUnit picture, SplittableRandom random) {
        List<byte[]> parts = new ArrayList<>();
        for (byte[] nal : picture.parts()) {
            byte[] noise = new byte[Math.max(6, nal.length)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) random.nextInt(1, 256);
            }
            noise[0] = nal[0];
            noise[1] = nal[1];
            // the number is written in Exp-Golomb code: many zeros, so a large one
            noise[2] = (byte) 0x80;
            noise[3] = 1;
            parts.add(noise);
        }
        return new AccessUnit(picture.decodeAt(), picture.presentAt(), false, parts);
    }
}
