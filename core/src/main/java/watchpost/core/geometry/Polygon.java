package watchpost.core.geometry;

import java.util.List;

/** A simple polygon of at least three corners, in order, not crossing itself; the last corner is joined to the first. */
public record Polygon(List<Point> corners) {
    public Polygon {
        corners = List.copyOf(corners);
        if (corners.size() < 3) {
            throw new IllegalArgumentException("a polygon needs at least 3 corners, got " + corners.size());
        }
    }

    /** The whole picture. */
    public static final Polygon PICTURE =
            new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0, 1)));

    public Segment edge(int index) {
        return new Segment(corners.get(index), corners.get((index + 1) % corners.size()));
    }

    /** Even-odd rule; a point exactly on an edge belongs to at most one of two polygons that share the edge. */
    public boolean contains(Point p) {
        boolean inside = false;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(i);
            Point b = corners.get(j);
            if (a.y() > p.y() != b.y() > p.y() && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Unsigned area, by the shoelace formula, in picture units (the whole picture is 1). */
    public double area() {
        double twice = 0;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(j);
            Point b = corners.get(i);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    /** Distance from {@code p} to the nearest edge, in picture units. */
    public double distanceToEdge(Point p) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            if (a.equals(b)) {
                continue;
            }
            double t = Math.min(1, Math.max(0, new Segment(a, b).along(p)));
            best = Math.min(best, p.distanceTo(new Point(a.x() + t * (b.x() - a.x()), a.y() + t * (b.y() - a.y()))));
        }
        return best;
    }

    /** True if two edges that are not neighbours meet. */
    public boolean crossesItself() {
        int n = corners.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 2; j < n; j++) {
                if ((j + 1) % n != i && edge(i).meets(edge(j))) {
                    return true;
                }
            }
        }
        return false;
    }
}
