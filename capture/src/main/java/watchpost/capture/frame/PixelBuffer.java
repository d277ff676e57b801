package watchpost.capture.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Letterbox;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/** One buffer and the margins that were painted into it. Idle, or owned by exactly one lease. */
public final class PixelBuffer {
    /** For vector instructions at both ends: the begin is aligned, and swscale may touch some bytes beyond the last row. */
    private static final int ALIGNMENT = 64;

    private final FrameShape shape;
    private final ByteBuffer pixels;
    private @Nullable Letterbox painted;

    PixelBuffer(FrameShape shape) {
        this.shape = shape;
        this.pixels = ByteBuffer.allocateDirect(shape.bytes() + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, shape.bytes());
    }

    /** The pixels, position 0. */
    public ByteBuffer pixels() {
        return pixels;
    }

    /** Paints the margins around {@code place} unless that was the last place painted around. */
    public void paintMargins(Letterbox place) {
        if (place.equals(painted)) {
            return;
        }
        byte[] row = paddingRow();
        int width = shape.input().width();
        int bottom = place.y() + place.height();
        for (int y = 0; y < shape.input().height(); y++) {
            int start = y * width * 3;
            if (y < place.y() || y >= bottom) {
                pixels.put(start, row);
            } else {
                int right = place.x() + place.width();
                pixels.put(start, row, 0, place.x() * 3);
                pixels.put(start + right * 3, row, 0, (width - right) * 3);
            }
        }
        painted = place;
    }

    /** {@code padding} holds its three bytes in the order of the pixels, first byte highest. */
    private byte[] paddingRow() {
        byte[] row = new byte[shape.input().width() * 3];
        for (int i = 0; i < row.length; i += 3) {
            row[i] = (byte) (shape.padding() >> 16);
            row[i + 1] = (byte) (shape.padding() >> 8);
            row[i + 2] = (byte) shape.padding();
        }
        return row;
    }

    /** The order of a pixel's bytes. */
    public PixelOrder order() {
        return shape.order();
    }
}
