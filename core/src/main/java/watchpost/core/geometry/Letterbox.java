package watchpost.core.geometry;

/**
 * How a picture lies in a model's input: the part of the input that it covers, in input pixels.
 *
 * @param input size of the model's input
 * @param x left edge of the picture in the input
 * @param y top edge of the picture in the input
 * @param width width of the picture in the input, at least 1
 * @param height height of the picture in the input, at least 1
 */
public record Letterbox(Size input, int x, int y, int width, int height) {
    /** Where the rest of the input goes when the picture's shape differs from the input's. */
    public enum Fit {
        /** Keep the shape, equal margins on both sides. */
        CENTRED,
        /** Keep the shape, margins at the right and at the bottom. */
        TOP_LEFT,
        /** Fill the input and change the shape. */
        STRETCHED
    }

    /** The letterbox of a picture of size {@code picture} in {@code input}. */
    public static Letterbox of(Size picture, Size input, Fit fit) {
        if (fit == Fit.STRETCHED) {
            return new Letterbox(input, 0, 0, input.width(), input.height());
        }
        double scale = Math.min((double) input.width() / picture.width(), (double) input.height() / picture.height());
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        int x = fit == Fit.CENTRED ? (input.width() - width) / 2 : 0;
        int y = fit == Fit.CENTRED ? (input.height() - height) / 2 : 0;
        return new Letterbox(input, x, y, width, height);
    }

    /** A box given by its corners in input pixels, normalised to the picture and clipped to it. */
    public Box toPicture(double left, double top, double right, double bottom) {
        return Box.clipped((left - x) / width, (top - y) / height, (right - x) / width, (bottom - y) / height);
    }
}
