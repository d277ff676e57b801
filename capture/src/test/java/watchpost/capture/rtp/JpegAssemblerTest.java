package watchpost.capture.rtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class JpegAssemblerTest {
    private static final int QUALITY = 75;

    private final List<byte[]> pictures = new ArrayList<>();
    private final JpegAssembler assembler =
            new JpegAssembler(unit -> pictures.add(Arrays.copyOf(unit.data(), unit.length())));
    private int sequence = 65_534;

    @Test
    void theHeadIsOneThatOthersRead() throws Exception {
        accept(false, 0, QUALITY, new byte[0], new byte[] {1, 2, 3});
        accept(true, 3, QUALITY, new byte[0], new byte[] {4, 5});
        assertEquals(1, pictures.size());
        byte[] picture = pictures.get(0);
        byte[] end = {1, 2, 3, 4, 5, (byte) 0xff, (byte) 0xd9};
        assertArrayEquals(end, Arrays.copyOfRange(picture, picture.length - end.length, picture.length));
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in);
            assertEquals(320, reader.getWidth(0));
            assertEquals(240, reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    @Test
    void theTablesOfAQualityAreThoseOfTheStandard() {
        // the begin of table K.1 in zigzag order, at quality 50 as it stands there
        byte[] begin = {16, 11, 12, 14, 12, 10, 16, 14, 13, 14};
        assertArrayEquals(begin, Arrays.copyOf(JpegHead.tables(50), begin.length));
        assertEquals(8, JpegHead.tables(75)[0]);
        assertEquals(17, JpegHead.tables(50)[64]);
    }

    @Test
    void tablesOfAQualityAreKeptAndThoseOf255AreNot() {
        byte[] tables = new byte[128];
        Arrays.fill(tables, (byte) 9);
        accept(true, 0, 200, tables, new byte[] {1});
        accept(true, 0, 200, new byte[0], new byte[] {1});
        assertArrayEquals(pictures.get(0), pictures.get(1));
        accept(true, 0, 255, tables, new byte[] {1});
        accept(true, 0, 255, new byte[0], new byte[] {1});
        assertEquals(3, pictures.size(), "without tables there is no picture");
    }

    @Test
    void aPictureWithAGapIsLeftOut() {
        accept(false, 0, QUALITY, new byte[0], new byte[] {1, 2, 3});
        sequence++;
        accept(true, 6, QUALITY, new byte[0], new byte[] {4});
        assertTrue(pictures.isEmpty());
        accept(true, 0, QUALITY, new byte[0], new byte[] {4});
        assertEquals(1, pictures.size());
    }

    @Test
    void noiseThrowsNothing() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            if (payload.length > 3 && random.nextInt(3) > 0) {
                Arrays.fill(payload, 0, 4, (byte) 0);
            }
            assembler.accept(packet(random.nextInt(4) == 0, payload));
        }
        assertFalse(pictures.isEmpty(), "not even one looked like a picture");
    }

    private void accept(boolean last, int offset, int quality, byte[] tables, byte[] data) {
        boolean inBand = quality >= 128 && offset == 0;
        byte[] payload = new byte[8 + (inBand ? 4 + tables.length : 0) + data.length];
        Bytes.put32(payload, 0, offset);
        payload[4] = 1;
        payload[5] = (byte) quality;
        payload[6] = 320 / 8;
        payload[7] = 240 / 8;
        if (inBand) {
            payload[11] = (byte) tables.length;
            System.arraycopy(tables, 0, payload, 12, tables.length);
        }
        System.arraycopy(data, 0, payload, payload.length - data.length, data.length);
        assembler.accept(packet(last, payload));
    }

    private RtpPacket packet(boolean last, byte[] payload) {
        sequence = (sequence + 1) & 0xffff;
        return new RtpPacket(last, 26, sequence, 1000, 1, payload, 0, payload.length);
    }
}
