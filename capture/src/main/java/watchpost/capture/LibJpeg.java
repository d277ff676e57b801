package watchpost.capture;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import watchpost.core.geometry.Size;

/**
 * JPEG files decoded by the JDK's libjpeg, whose arithmetic (the slow integer transform, smoothed chroma) is what detectors' reference
 * scripts see too. FFmpeg's decoder differs by one step in a twentieth of the pixels, which is enough to turn a tie between two
 * places of a quantised graph.
 */
final class LibJpeg {
    /** Fixed point of the colour conversion, 16 bits after the point. */
    private static final int HALF = 1 << 15;

    private static final int ADOBE = 0xee;
    private static final int START_OF_SCAN = 0xda;

    private static final int RED_FROM_CR = fixed(1.402);
    private static final int GREEN_FROM_CB = fixed(0.34414);
    private static final int GREEN_FROM_CR = fixed(0.71414);
    private static final int BLUE_FROM_CB = fixed(1.772);

    /**
     * What was decoded.
     *
     * @param bgr packed rows of blue, green, red
     * @param doubtful libjpeg warned of something: perhaps a stray byte, perhaps an end that is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Pixels(Size size, byte[] bgr, boolean doubtful) {}

    private LibJpeg() {}

    /** Empty for what libjpeg cannot read or leaves as it is stored: four components, or three that are no luma and chroma. */
    static Optional<Pixels> decode(byte[] encoded) {
        if (hasStoredColours(encoded)) {
            return Optional.empty();
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            reader.setInput(in, true, true);
            AtomicBoolean doubtful = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> doubtful.set(true));
            // not as a finished image: that would apply colour profiles, which cameras and detectors know nothing of
            Raster stored = reader.readRaster(0, null);
            boolean plain = stored.getNumBands() == 1 || stored.getNumBands() == 3;
            return plain ? Optional.of(pixels(stored, doubtful.get())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Pixels pixels(Raster stored, boolean doubtful) {
        int width = stored.getWidth();
        int bands = stored.getNumBands();
        byte[] bgr = new byte[width * stored.getHeight() * 3];
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < stored.getHeight(); y++) {
            stored.getPixels(0, y, width, 1, row);
            for (int x = 0; x < row.length; x += bands) {
                int luma = (row[x] << 16) + HALF;
                int cb = bands == 1 ? 0 : row[x + 1] - 128;
                int cr = bands == 1 ? 0 : row[x + 2] - 128;
                bgr[at++] = toByte(luma + BLUE_FROM_CB * cb);
                bgr[at++] = toByte(luma - GREEN_FROM_CB * cb - GREEN_FROM_CR * cr);
                bgr[at++] = toByte(luma + RED_FROM_CR * cr);
            }
        }
        return new Pixels(new Size(width, stored.getHeight()), bgr, doubtful);
    }

    private static byte toByte(int fixed) {
        return (byte) Math.max(0, Math.min(255, fixed >> 16));
    }

    /** Whether an Adobe marker says that the three components are red, green and blue. */
    private static boolean hasStoredColours(byte[] jpeg) {
        int at = 2;
        while (at + 16 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == ADOBE && jpeg[at + 4] == 'A' && jpeg[at + 5] == 'd') {
                return jpeg[at + 15] == 0;
            }
            if (marker == START_OF_SCAN) {
                return false;
            }
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff));
        }
        return false;
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << 16));
    }
}
