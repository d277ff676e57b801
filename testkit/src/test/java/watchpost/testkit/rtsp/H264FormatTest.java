package watchpost.testkit.rtsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import watchpost.testkit.property.Property;

class H264FormatTest {
    private static final byte[] SEQUENCE = {0x67, 0x4D, 0x40, 0x28, 1};
    private static final byte[] PICTURE = {0x68, 2, 3};
    private static final H264Format FORMAT = new H264Format(List.of(SEQUENCE, PICTURE));

    /** A NAL unit without zero bytes, so that it holds no start code. */
    private static byte[] nal(SplittableRandom random) {
        byte[] nal = new byte[random.nextInt(1, 6000)];
        for (int i = 0; i < nal.length; i++) {
            nal[i] = (byte) random.nextInt(1, 256);
        }
        nal[0] = 0x41;
        return nal;
    }

    private static AccessUnit key(List<byte[]> nals) {
        return new AccessUnit(0, 0, true, nals);
    }

    @Test
    void packetsAreSmallAndMakeTheSameUnitsAgain() {
        Property.ofLists("what is cut into packets can be put together", H264FormatTest::nal, 6)
                .holds(nals -> {
                    List<byte[]> units = new ArrayList<>();
                    List<Boolean> ends = new ArrayList<>();
                    ByteArrayOutputStream fragments = new ByteArrayOutputStream();
                    FORMAT.packetise(key(nals), (head, body, from, length, end) -> {
                        assertTrue(head.length + length <= PayloadFormat.LARGEST_PAYLOAD);
                        ends.add(end);
                        if (head.length > 0 && (head[1] & 0x80) != 0) {
                            fragments.write((head[0] & 0xE0) | (head[1] & 0x1F));
                        }
                        fragments.write(body, from, length);
                        if (head.length == 0 || (head[1] & 0x40) != 0) {
                            units.add(fragments.toByteArray());
                            fragments.reset();
                        }
                    });
                    assertSame(FORMAT.parts(key(nals)), units);
                    assertEquals(ends.size() - 1, ends.indexOf(true), "only the last packet ends the picture");
                });
    }

    @Test
    void streamsAreTakenApartAsTheyWerePutTogether() {
        Property.ofLists("both framings keep their units", H264FormatTest::nal, 6)
                .holds(nals -> {
                    ByteArrayOutputStream startCodes = new ByteArrayOutputStream();
                    ByteArrayOutputStream lengths = new ByteArrayOutputStream();
                    for (int i = 0; i < nals.size(); i++) {
                        byte[] nal = nals.get(i);
                        startCodes.writeBytes(i % 2 == 0 ? new byte[] {0, 0, 0, 1} : new byte[] {0, 0, 1});
                        startCodes.writeBytes(nal);
                        lengths.writeBytes(new byte[] {0, (byte) (nal.length >> 8), (byte) nal.length});
                        lengths.writeBytes(nal);
                    }
                    assertSame(nals, NalUnits.split(startCodes.toByteArray(), NalUnits.ANNEX_B));
                    assertSame(nals, NalUnits.split(lengths.toByteArray(), 3));
                });
    }

    @Test
    void describesItsProfile() {
        assertEquals(
                "packetization-mode=1;profile-level-id=4D4028;sprop-parameter-sets=Z01AKAE=,aAID", FORMAT.parameters());
    }

    @Test
    void garbageHasNoStartCodesAndNoParameterSets() {
        AccessUnit garbage = FORMAT.garbled(key(List.of(nal(new SplittableRandom(1)))), new SplittableRandom(2));
        assertFalse(garbage.key());
        byte[] nal = garbage.parts().get(0);
        for (int i = 0; i + 1 < nal.length; i++) {
            assertFalse(nal[i] == 0 && nal[i + 1] == 0);
        }
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
        }
    }
}
