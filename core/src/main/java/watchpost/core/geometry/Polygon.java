package watchpost.core.geometry;

import java.util.ArrayList;
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
        return area(corners);
    }

    private static double area(List<Point> corners) {
        double twice = 0;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(j);
            Point b = corners.get(i);
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    /** Area of the part of this polygon that lies in {@code box}: clipped at the box's four sides (Sutherland and Hodgman). */
    public double areaWithin(Box box) {
        List<Point> left = clipped(corners, true, box.x(), true);
        List<Point> right = clipped(left, true, box.right(), false);
        List<Point> top = clipped(right, false, box.y(), true);
        return area(clipped(top, false, box.bottom(), false));
    }

    /** What lies above (or below) {@code limit} on one axis; stretches along the limit may be doubled, which adds no area. */
    private static List<Point> clipped(List<Point> corners, boolean horizontal, double limit, boolean above) {
        List<Point> kept = new ArrayList<>(corners.size() + 4);
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(j);
            Point b = corners.get(i);
            double from = (horizontal ? a.x() : a.y()) - limit;
            double to = (horizontal ? b.x() : b.y()) - limit;
            boolean fromIn = above ? from >= 0 : from <= 0;
            boolean toIn = above ? to >= 0 : to <= 0;
            if (fromIn != toIn) {
                double share = from / (from - to);
                kept.add(new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y())));
            }
            if (toIn) {
                kept.add(b);
            }
        }
        return kept;
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
