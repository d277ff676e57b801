package watchpost.capture.ffmpeg;

import java.nio.ByteBuffer;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.PixelOrder;

/** A picture made so small that two decoders' pictures of the same packet can be compared, whatever their pixel formats are. */
final class PictureSketch {
    private static final Size SIZE = new Size(32, 18);
    private static final int BYTES = 32 * 18 * 3;
    /** Steps of 255 between the same place of two pictures, in the mean; what is read of the colour space may differ. */
    private static final int ALIKE = 20;
    /** Steps of 255 within a picture of one colour. */
    private static final int ONE_COLOUR = 12;

    private final byte[] colours;

    private PictureSketch(byte[] colours) {
        this.colours = colours;
    }

    static PictureSketch of(DecodedPicture picture) throws MediaException {
        ByteBuffer pixels = ByteBuffer.allocateDirect(BYTES);
        FrameScalers.shared()
                .scale(picture, pixels, new Letterbox(SIZE, 0, 0, SIZE.width(), SIZE.height()), PixelOrder.BGR);
        byte[] colours = new byte[BYTES];
        pixels.get(0, colours);
        return new PictureSketch(colours);
    }

    /** Every place has the same colour. */
    boolean isFlat() {
        for (int channel = 0; channel < 3; channel++) {
            int least = 255;
            int most = 0;
            for (int i = channel; i < BYTES; i += 3) {
                least = Math.min(least, colours[i] & 0xff);
                most = Math.max(most, colours[i] & 0xff);
            }
            if (most - least > ONE_COLOUR) {
                return false;
            }
        }
        return true;
    }

    /** True if both show the same, one colour only where the other does too. */
    boolean isLike(PictureSketch other) {
        long difference = 0;
        for (int i = 0; i < BYTES; i++) {
            difference += Math.abs((colours[i] & 0xff) - (other.colours[i] & 0xff));
        }
        return difference <= (long) ALIKE * BYTES && isFlat() == other.isFlat();
    }
}
