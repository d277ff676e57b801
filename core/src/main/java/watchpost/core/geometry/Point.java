package watchpost.core.geometry;

/** A place in the picture, normalised: (0,0) is the top left corner, (1,1) the bottom right one. May lie outside. */
public record Point(double x, double y) {
    public double distanceTo(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
