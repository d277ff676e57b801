package watchpost.testkit.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What H.264 and H.265 have in common in RTP: units that go whole or in fragments, and parameter sets before each key picture. */
abstract class NalUnitFormat implements PayloadFormat {
    private static final byte[] NO_HEAD = {};
    private static final int SHORTEST_NOISE = 6;

    private final List<byte[]> parameterSets;

    /** {@code parameterSets}: in the order in which they are to be sent, without framing. */
    NalUnitFormat(List<byte[]> parameterSets) {
        this.parameterSets = List.copyOf(parameterSets);
    }

    final List<byte[]> parameterSets() {
        return parameterSets;
    }

    @Override
    public final List<byte[]> parts(AccessUnit picture) {
        List<byte[]> nals = new ArrayList<>(picture.key() ? parameterSets : List.of());
        nals.addAll(picture.parts());
        return nals;
    }

    @Override
    public final byte[] stream(AccessUnit picture) {
        return NalUnits.withStartCodes(parts(picture));
    }

    @Override
    public final void packetise(AccessUnit picture, PayloadSink sink) {
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

    /** Sends a unit in fragments; {@code last}: the end of the unit ends the picture. */
    abstract void fragment(byte[] nal, boolean last, PayloadSink sink);

    @Override
    public final AccessUnit inflated(AccessUnit picture, int bytes) {
        return NalUnits.inflated(picture, bytes);
    }

    /** Without key flag, so that no parameter sets are sent. The bytes are never 0, so that no start code appears. */
    @Override
    public final AccessUnit garbled(AccessUnit picture, SplittableRandom random) {
        List<byte[]> parts = new ArrayList<>();
        for (byte[] nal : picture.parts()) {
            byte[] noise = new byte[Math.max(SHORTEST_NOISE, nal.length)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) random.nextInt(1, 256);
            }
            noise[0] = nal[0];
            noise[1] = nal[1];
            spoil(noise);
            parts.add(noise);
        }
        return new AccessUnit(picture.decodeAt(), picture.presentAt(), false, parts);
    }

    /** Makes a slice of noise, whose first two bytes are those of a true one, such that the decoder refuses it at once. */
    abstract void spoil(byte[] noise);
}
