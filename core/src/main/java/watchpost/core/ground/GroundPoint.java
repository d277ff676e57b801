package watchpost.core.ground;

/** A place on the ground, in metres from an origin of the installer's choice. */
public record GroundPoint(double x, double y) {
    public double distanceTo(GroundPoint other) {
        double dx = other.x - x;
        double dy = other.y - y;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
