package watchpost.core.vision;

import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;

/**
 * What a model wants to be fed: packed 8-bit pixels, row by row ({@code [height][width][3]}).
 *
 * @param input size of the input
 * @param order byte order of a pixel
 * @param fit how a picture of another shape is laid into the input
 * @param padding value of the margin's bytes, in {@code order}, each 0..255 in the low eight bits: {@code c0 << 16 | c1 << 8 | c2}
 */
public record FrameShape(Size input, PixelOrder order, Letterbox.Fit fit, int padding) {
    /** Bytes of one frame. */
    public int bytes() {
        return input.width() * input.height() * 3;
    }

    /** Where a picture of size {@code picture} lies in the input. */
    public Letterbox letterbox(Size picture) {
        return Letterbox.of(picture, input, fit);
    }
}
