package watchpost.capture.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtpTest {
    private static final byte[] SPS = {0x67, 1, 2};
    private static final byte[] PPS = {0x68, 3};
    private static final byte[] IDR = {0x65, 4, 5, 6};
    private static final byte[] SLICE = {0x41, 7, 8};

    /** A picture in memory of its own. */
    @SuppressWarnings("ArrayRecordComponent") // compared part by part
    private record Seen(byte[] data, long ticks, boolean entryPoint, boolean damaged) {}

    private final List<Seen> seen = new ArrayList<>();
    private final AccessUnitAssembler h264 = AccessUnitAssembler.h264(this::see);
    private int sequence = 65_530;

    @Test
    void aPictureIsCompleteWithItsMarker() {
        h264.accept(packet(false, 9_000, aggregate(SPS, PPS)));
        assertTrue(seen.isEmpty());
        h264.accept(packet(true, 9_000, IDR));
        h264.accept(packet(true, 12_000, SLICE));
        assertEquals(2, seen.size());
        assertArrayEquals(annexB(SPS, PPS, IDR), seen.get(0).data);
        assertTrue(seen.get(0).entryPoint);
        assertArrayEquals(annexB(SLICE), seen.get(1).data);
        assertFalse(seen.get(1).entryPoint);
        assertEquals(3_000, seen.get(1).ticks - seen.get(0).ticks);
        assertEquals(0, h264.lostPackets());
    }

    @Test
    void fragmentsBecomeOneUnitOverTheWrapOfTheSequence() {
        byte[] large = new byte[5_000];
        new SplittableRandom(3).nextBytes(large);
        large[0] = 0x65;
        int pieces = 10;
        for (int i = 0; i < pieces; i++) {
            h264.accept(packet(i == pieces - 1, 1, fragment(large, i, pieces)));
        }
        assertEquals(1, seen.size());
        assertArrayEquals(annexB(large), seen.get(0).data);
        assertFalse(seen.get(0).damaged);
    }

    @Test
    void aLostFragmentTakesItsUnitAndIsTold() {
        byte[] large = new byte[3_000];
        Arrays.fill(large, (byte) 9);
        large[0] = 0x41;
        h264.accept(packet(false, 1, SPS));
        h264.accept(packet(false, 1, fragment(large, 0, 3)));
        sequence++;
        h264.accept(packet(true, 1, fragment(large, 2, 3)));
        h264.accept(packet(true, 2, SLICE));
        assertEquals(1, h264.lostPackets());
        assertArrayEquals(annexB(SPS), seen.get(0).data);
        assertTrue(seen.get(0).damaged);
        assertFalse(seen.get(1).damaged);
    }

    @Test
    void aLostMarkerCostsNoPicture() {
        h264.accept(packet(false, 1, IDR));
        sequence++;
        h264.accept(packet(true, 2, SLICE));
        assertEquals(2, seen.size());
        assertArrayEquals(annexB(IDR), seen.get(0).data);
        assertArrayEquals(annexB(SLICE), seen.get(1).data);
    }

    @Test
    void aSenderThatMarksEverySliceIsFoundOut() {
        for (int picture = 1; picture <= 4; picture++) {
            h264.accept(packet(true, picture, SLICE));
            h264.accept(packet(true, picture, SLICE));
        }
        byte[] whole = annexB(SLICE, SLICE);
        assertArrayEquals(whole, seen.get(seen.size() - 1).data);
        assertArrayEquals(whole, seen.get(seen.size() - 2).data);
    }

    @Test
    void parameterSetsWithTheirOwnStampAndMarkerGoWithTheNextPicture() {
        h264.accept(packet(true, 1, SPS));
        h264.accept(packet(true, 1, PPS));
        h264.accept(packet(true, 5, IDR));
        assertEquals(1, seen.size());
        assertArrayEquals(annexB(SPS, PPS, IDR), seen.get(0).data);
    }

    @Test
    void h265IsPutTogetherToo() {
        AccessUnitAssembler h265 = AccessUnitAssembler.h265(this::see);
        byte[] idr = {19 << 1, 1, 50, 51, 52, 53};
        byte[] first = {49 << 1, 1, (byte) (0x80 | 19), 50, 51};
        byte[] last = {49 << 1, 1, 0x40 | 19, 52, 53};
        h265.accept(packet(false, 1, new byte[] {48 << 1, 1, 0, 3, 32 << 1, 1, 9, 0, 3, 33 << 1, 1, 8}));
        h265.accept(packet(false, 1, first));
        h265.accept(packet(true, 1, last));
        assertArrayEquals(annexB(new byte[] {32 << 1, 1, 9}, new byte[] {33 << 1, 1, 8}, idr), seen.get(0).data);
        assertTrue(seen.get(0).entryPoint);
    }

    @Test
    void stampsGoOnBeyondThirtyTwoBits() {
        long stamp = 0xffff_f000L;
        for (int i = 0; i < 5; i++) {
            h264.accept(packet(true, stamp + i * 3_000L, SLICE));
        }
        assertEquals(12_000, seen.get(4).ticks - seen.get(0).ticks);
    }

    @Test
    void whateverTheNetworkSendsNothingThrowsOrGrowsForEver() {
        SplittableRandom random = new SplittableRandom(17);
        Reordering reordering = new Reordering(h264::accept);
        AccessUnitAssembler h265 = AccessUnitAssembler.h265(this::see);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextInt(4) > 0) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
            }
            Optional<RtpPacket> packet = RtpPacket.parse(bytes, 0, bytes.length);
            packet.ifPresent(p -> reordering.accept(p, 0));
            packet.ifPresent(h265::accept);
            SenderReport.parse(bytes, 0, bytes.length);
            seen.clear();
        }
        byte[] endless = fragment(new byte[1_400 * 3], 1, 3);
        h264.accept(packet(false, 7, fragment(new byte[1_400 * 3], 0, 3)));
        for (int i = 0; i < 2 * AccessUnitAssembler.LARGEST / 1_400; i++) {
            h264.accept(packet(false, 7, endless));
        }
        h264.accept(packet(true, 8, IDR));
        assertArrayEquals(annexB(IDR), seen.get(seen.size() - 1).data);
    }

    @Test
    void datagramsArePutBackInOrder() {
        List<Integer> order = new ArrayList<>();
        Reordering reordering = new Reordering(packet -> order.add(packet.sequence()));
        for (int number : new int[] {65_534, 0, 65_535, 2, 1, 1, 3}) {
            sequence = number;
            reordering.accept(packet(false, 1, SLICE), 0);
        }
        assertEquals(List.of(65_534, 65_535, 0, 1, 2, 3), order);
        sequence = 6;
        reordering.accept(packet(false, 1, SLICE), 1_000_000);
        sequence = 7;
        reordering.accept(packet(false, 1, SLICE), 30_000_000);
        assertEquals(6, order.size(), "4 and 5 may still come");
        sequence = 8;
        reordering.accept(packet(false, 1, SLICE), 90_000_000);
        assertEquals(List.of(6, 7, 8), order.subList(6, 9));
    }

    @Test
    void reportsGoBothWays() {
        byte[] sent = new byte[28];
        sent[0] = (byte) 0x80;
        sent[1] = (byte) 200;
        sent[3] = 6;
        Bytes.put32(sent, 4, 0xCAFEL);
        Bytes.put32(sent, 8, 1_767_225_600L + 2_208_988_800L);
        Bytes.put32(sent, 12, 0x8000_0000L);
        Bytes.put32(sent, 16, 90_000);
        SenderReport report = SenderReport.parse(sent, 0, sent.length).orElseThrow();
        assertEquals(1_767_225_600_500_000L, report.wallMicros());
        assertEquals(90_000, report.timestamp());

        ReceptionReport reception = new ReceptionReport(1);
        for (int i : new int[] {65_534, 65_535, 0, 3}) {
            sequence = i;
            reception.received(packet(false, 1, SLICE));
        }
        reception.reported(report, 1_000_000_000L);
        byte[] answer = reception.make(2_500_000_000L);
        assertEquals(0, answer.length % 4);
        assertEquals(2, Bytes.unsigned32(answer, 12), "packets lost");
        assertEquals(65_536 + 3, Bytes.unsigned32(answer, 16), "highest number");
        assertEquals(report.middle(), Bytes.unsigned32(answer, 24));
        assertEquals(98_304, Bytes.unsigned32(answer, 28), "1.5 s in units of 1/65536 s");
    }

    private void see(AccessUnit unit) {
        seen.add(new Seen(Arrays.copyOf(unit.data(), unit.length()), unit.ticks(), unit.entryPoint(), unit.damaged()));
    }

    private RtpPacket packet(boolean marker, long timestamp, byte[] payload) {
        byte[] data = new byte[12 + payload.length];
        data[0] = (byte) 0x80;
        data[1] = (byte) (96 | (marker ? 0x80 : 0));
        data[2] = (byte) (sequence >> 8);
        data[3] = (byte) sequence;
        sequence = (sequence + 1) & 0xffff;
        Bytes.put32(data, 4, timestamp);
        System.arraycopy(payload, 0, data, 12, payload.length);
        return RtpPacket.parse(data, 0, data.length).orElseThrow();
    }

    private static byte[] aggregate(byte[]... units) {
        byte[] all = {24};
        for (byte[] unit : units) {
            int at = all.length;
            all = Arrays.copyOf(all, at + 2 + unit.length);
            all[at + 1] = (byte) unit.length;
            System.arraycopy(unit, 0, all, at + 2, unit.length);
        }
        return all;
    }

    /** The {@code i}-th of {@code pieces} FU-A fragments of {@code unit}. */
    private static byte[] fragment(byte[] unit, int i, int pieces) {
        int size = (unit.length - 1 + pieces - 1) / pieces;
        int from = 1 + i * size;
        int to = Math.min(unit.length, from + size);
        byte[] fragment = new byte[2 + to - from];
        fragment[0] = (byte) ((unit[0] & 0x60) | 28);
        fragment[1] = (byte) ((unit[0] & 0x1f) | (i == 0 ? 0x80 : 0) | (i == pieces - 1 ? 0x40 : 0));
        System.arraycopy(unit, from, fragment, 2, to - from);
        return fragment;
    }

    private static byte[] annexB(byte[]... units) {
        byte[] all = new byte[0];
        for (byte[] unit : units) {
            int at = all.length;
            all = Arrays.copyOf(all, at + 4 + unit.length);
            all[at + 3] = 1;
            System.arraycopy(unit, 0, all, at + 4, unit.length);
        }
        return all;
    }
}
