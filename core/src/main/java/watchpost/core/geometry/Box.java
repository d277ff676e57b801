package watchpost.core.geometry;

/**
 * An upright rectangle, normalised to the full picture.
 *
 * @param x left edge
 * @param y top edge
 * @param width at least 0
 * @param height at least 0
 */
public record Box(double x, double y, double width, double height) {
    public Box {
        if (!(width >= 0) || !(height >= 0) || !Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("not a box: " + x + "," + y + " " + width + "x" + height);
        }
    }

    /** The box between two corners; coordinates are clipped to the picture. */
    public static Box clipped(double left, double top, double right, double bottom) {
        double l = clip(left);
        double t = clip(top);
        return new Box(l, t, Math.max(0, clip(right) - l), Math.max(0, clip(bottom) - t));
    }

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double area() {
        return width * height;
    }

    public Point centre() {
        return new Point(x + width / 2, y + height / 2);
    }

    /** Where the object stands: the middle of the lower edge. */
    public Point bottomCentre() {
        return new Point(x + width / 2, y + height);
    }

    /** Area of the common part. */
    public double intersection(Box other) {
        double w = Math.min(right(), other.right()) - Math.max(x, other.x);
        double h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }

    /** Intersection over union, 0..1; 0 where both are empty. */
    public double iou(Box other) {
        double common = intersection(other);
        double union = area() + other.area() - common;
        return union <= 0 ? 0 : common / union;
    }

    private static double clip(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
