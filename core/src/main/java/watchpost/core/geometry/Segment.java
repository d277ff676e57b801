package watchpost.core.geometry;

/** A directed stretch from {@code from} to {@code to}, of positive length. */
public record Segment(Point from, Point to) {
    public Segment {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a line of zero length at " + from);
        }
    }

    public double length() {
        return from.distanceTo(to);
    }

    /** Twice the signed area of (from, to, p): positive on the right-hand side, since y grows downwards. */
    public double cross(Point p) {
        return (to.x() - from.x()) * (p.y() - from.y()) - (to.y() - from.y()) * (p.x() - from.x());
    }

    /** The side of the endless line on which {@code p} lies. */
    public Side side(Point p) {
        double cross = cross(p);
        return cross > 0 ? Side.RIGHT : cross < 0 ? Side.LEFT : Side.ON;
    }

    /** Signed distance of {@code p} from the endless line, in picture units: positive on the right. */
    public double distance(Point p) {
        return cross(p) / length();
    }

    /** Where the foot of {@code p} lies along the segment: 0 at {@code from}, 1 at {@code to}; may lie outside. */
    public double along(Point p) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        return ((p.x() - from.x()) * dx + (p.y() - from.y()) * dy) / (dx * dx + dy * dy);
    }

    /** True if this segment and {@code other} share a point. */
    public boolean meets(Segment other) {
        double a = cross(other.from);
        double b = cross(other.to);
        double c = other.cross(from);
        double d = other.cross(to);
        if (a == 0 && b == 0) {
            return overlapsCollinear(other);
        }
        return a * b <= 0 && c * d <= 0;
    }

    private boolean overlapsCollinear(Segment other) {
        double s = along(other.from);
        double t = along(other.to);
        return Math.max(s, t) >= 0 && Math.min(s, t) <= 1;
    }
}
