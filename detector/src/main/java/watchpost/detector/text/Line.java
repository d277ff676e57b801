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
    private static final double MOST_TURN = Math.toRadians(12);
    /** The lower of two lines against the higher. */
    private static final double AS_HIGH = 0.6;
    /** In heights: plates of two lines are short. */
    private static final double LONGEST = 4.5;
    /** From middle to middle, in heights. */
    private static final double NEAREST = 0.6;

    private static final double FURTHEST = 1.7;
    /** Of the shorter line, what lies beside the longer. */
    private static final double COMMON = 0.7;

    /** The same line in a picture that is {@code factor} times as large. */
    Line scaled(double factor) {
        return new Line(x * factor, y * factor, angle, length * factor, height * factor);
    }

    /** Whether {@code below} is the second line of the same plate: as high, close below this one, and neither longer than such plates have them. */
    boolean isAbove(Line below) {
        double turn = (angle + below.angle) / 2;
        double dx = below.x - x;
        double dy = below.y - y;
        double along = dx * Math.cos(turn) + dy * Math.sin(turn);
        double down = dy * Math.cos(turn) - dx * Math.sin(turn);
        double mean = (height + below.height) / 2;
        double common =
                Math.min(length / 2, along + below.length / 2) - Math.max(-length / 2, along - below.length / 2);
        return Math.abs(angle - below.angle) < MOST_TURN
                && Math.min(height, below.height) > AS_HIGH * Math.max(height, below.height)
                && Math.max(length, below.length) < LONGEST * mean
                && down > NEAREST * mean
                && down < FURTHEST * mean
                && common > COMMON * Math.min(length, below.length);
    }
}
