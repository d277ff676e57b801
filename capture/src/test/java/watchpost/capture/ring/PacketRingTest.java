package watchpost.capture.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PacketRingTest {
    private static final StreamFormat FORMAT = new StreamFormat("h264", new byte[0]);
    private static final long SECOND = 1_000_000_000L;

    @Test
    void keepsTheLastSecondsOnly() {
        PacketRing ring = new PacketRing(Duration.ofSeconds(4), 1 << 20);
        fill(ring, 20, 10);
        assertEquals(List.of(15L, 16L, 17L, 18L, 19L), sequences(ring.after(-1)));
        assertEquals(OptionalLong.of(19 * SECOND), ring.newest());
    }

    @Test
    void keepsToItsBytes() {
        PacketRing ring = new PacketRing(Duration.ofSeconds(60), 35);
        fill(ring, 20, 10);
        assertEquals(List.of(17L, 18L, 19L), sequences(ring.after(-1)));
        assertEquals(30, ring.bytes());
        ring.add(new byte[100], OptionalLong.empty(), 20 * SECOND, 0, true, FORMAT);
        assertEquals(List.of(), ring.after(-1), "a packet larger than all memory");
        assertEquals(0, ring.bytes());
    }

    @Test
    void beginsAtTheKeyFrameBeforeElseAtTheFirstThatIsLeft() {
        PacketRing ring = new PacketRing(Duration.ofSeconds(9), 1 << 20);
        fill(ring, 20, 10); // key frames at 0, 4, 8, 12, 16; 10 and later are left
        assertEquals(16, ring.from(18 * SECOND).get(0).sequence());
        assertEquals(12, ring.from(15 * SECOND).get(0).sequence());
        assertEquals(12, ring.from(3 * SECOND).get(0).sequence());
        assertEquals(16, ring.from(99 * SECOND).get(0).sequence());
        assertEquals(8, ring.from(15 * SECOND).size());
    }

    @Test
    void nothingIsKeptWithoutMemory() {
        assertTrue(!new PacketRing(Duration.ofSeconds(9), 0).keeps());
        assertTrue(new PacketRing(Duration.ofSeconds(9), 1).keeps());
    }

    @Test
    void parameterSetsAreTakenFromKeyFrames() {
        byte[] unit = {0, 0, 0, 1, 9, 16, 0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 1, 0x65, 7, 7};
        assertArrayEquals(new byte[] {0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3}, ParameterSets.in(unit, "h264"));
        byte[] hevc = {0, 0, 0, 1, 0x40, 1, 5, 0, 0, 1, 0x26, 1, 7};
        assertArrayEquals(new byte[] {0, 0, 0, 1, 0x40, 1, 5}, ParameterSets.in(hevc, "hevc"));
        assertEquals(0, ParameterSets.in(unit, "mjpeg").length);
        assertEquals(0, ParameterSets.in(new byte[] {0, 0, 0, 5, 0x65, 1, 2, 3, 4}, "h264").length);
    }

    private static void fill(PacketRing ring, int packets, int bytes) {
        for (int i = 0; i < packets; i++) {
            ring.add(new byte[bytes], OptionalLong.of(i * SECOND), i * SECOND, 0, i % 4 == 0, FORMAT);
        }
    }

    private static List<Long> sequences(List<EncodedPacket> packets) {
        return packets.stream().map(EncodedPacket::sequence).toList();
    }
}
