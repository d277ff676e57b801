package watchpost.detector.model;

import java.util.List;
import java.util.Optional;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/**
 * What the network wants to be fed: {@code (pixel - mean) / deviation} for each colour, in the graph's own layout and type.
 *
 * @param name the graph's name of the input
 * @param size width and height
 * @param layout order of the axes in the graph
 * @param colour order of the colours, also of {@code mean}, {@code deviation} and {@code padding}
 * @param mean three values in units of 8-bit pixels
 * @param deviation three values in the same units
 * @param fit how a picture of another shape is laid in
 * @param padding three bytes: the colour of the margins before normalisation
 * @param sizeInput name of a second input that wants the picture's width and height, as some DETR graphs do
 */
public record ModelInput(
        String name,
        Size size,
        Layout layout,
        PixelOrder colour,
        List<Double> mean,
        List<Double> deviation,
        Letterbox.Fit fit,
        List<Integer> padding,
        Optional<String> sizeInput) {
    public ModelInput {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        padding = List.copyOf(padding);
    }

    /** Order of the axes: N batch, C colour, H row, W column. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** What capture has to deliver. */
    public FrameShape shape() {
        int packed = padding.get(0) << 16 | padding.get(1) << 8 | padding.get(2);
        return new FrameShape(size, colour, fit, packed);
    }
}
