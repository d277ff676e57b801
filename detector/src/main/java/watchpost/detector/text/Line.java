package watchpost.detector.text;

/**
 * Where a line of text lies: a rectangle that may be turned.
 *
 * @param x of its middle, in pixels
 * @param y of its middle, in pixels
 * @param angle of its reading direction against the picture's rows, in radians, clockwise, within ±π/4
 * @param length along that direction, in pixels
 * @param height across it, in pixels
 */
record Line(double x, double y, double angle, double length, double height) {
    /** The same line in a picture that is {@code factor} times as large. */
    Line scaled(double factor) {
        return new Line(x * factor, y * factor, angle, length * factor, height * factor);
    }
}
