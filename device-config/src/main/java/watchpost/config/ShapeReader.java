package watchpost.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.rule.Lane;

/** Areas, lines and lanes: lists of points {@code [x, y]} within 0..1 of the picture. */
final class ShapeReader {
    private static final int MOST_CORNERS = 100;
    private static final double LEAST_AREA = 1e-6;

    private ShapeReader() {}

    /** A simple polygon; what keeps it from being one is reported. */
    static Optional<Polygon> polygon(Entry entry) {
        Optional<List<Point>> corners = points(entry);
        if (corners.isEmpty()) {
            return Optional.empty();
        }
        int count = corners.get().size();
        if (count < 3 || count > MOST_CORNERS) {
            entry.wrong("an area has 3 to " + MOST_CORNERS + " corners, this one has " + count, "");
            return Optional.empty();
        }
        if (new HashSet<>(corners.get()).size() < count) {
            entry.wrong("an area has each corner once", "the last corner is joined to the first by itself");
            return Optional.empty();
        }
        Polygon polygon = new Polygon(corners.get());
        if (polygon.crossesItself()) {
            entry.wrong("the outline crosses itself", "give the corners in the order of the outline");
            return Optional.empty();
        }
        if (polygon.area() < LEAST_AREA) {
            entry.wrong("the corners lie on one line", "");
            return Optional.empty();
        }
        return Optional.of(polygon);
    }

    /** A line of two different points. */
    static Optional<Segment> line(Entry entry) {
        Optional<List<Point>> ends = points(entry);
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        if (ends.get().size() != 2) {
            entry.wrong("a line has 2 points, this one has " + ends.get().size(), "");
            return Optional.empty();
        }
        Point from = ends.get().get(0);
        Point to = ends.get().get(1);
        if (from.equals(to)) {
            entry.wrong("the line has no length", "its two points must differ");
            return Optional.empty();
        }
        return Optional.of(new Segment(from, to));
    }

    /** A block with {@code area} and {@code heading}. */
    static Optional<Lane> lane(Entry entry) {
        try (Section section = entry.section()) {
            Optional<Polygon> area = section.need("area").flatMap(ShapeReader::polygon);
            Optional<Segment> heading = section.need("heading").flatMap(ShapeReader::line);
            return area.flatMap(where -> heading.map(way -> new Lane(entry.name(), where, way)));
        }
    }

    /** The points of a list; empty if any of them is wrong. */
    private static Optional<List<Point>> points(Entry entry) {
        if (!entry.isList()) {
            entry.wrong("must be a list of points", "such as [[0.1, 0.5], [0.9, 0.5]]");
            return Optional.empty();
        }
        List<Entry> items = entry.items();
        List<Point> points = new ArrayList<>();
        for (Entry item : items) {
            point(item).ifPresent(points::add);
        }
        return points.size() == items.size() ? Optional.of(points) : Optional.empty();
    }

    /** One place in the picture. */
    static Optional<Point> point(Entry entry) {
        List<Entry> coordinates = entry.isList() ? entry.items() : List.of();
        if (coordinates.size() != 2) {
            entry.wrong("a point is two numbers", "such as [0.1, 0.5]");
            return Optional.empty();
        }
        Optional<Double> x = coordinates.get(0).read(ShapeReader::coordinate);
        Optional<Double> y = coordinates.get(1).read(ShapeReader::coordinate);
        return x.flatMap(across -> y.map(down -> new Point(across, down)));
    }

    private static double coordinate(String text) throws WrongValueException {
        double value = Quantities.number(text);
        if (value < 0 || value > 1) {
            throw new WrongValueException(
                    text + " is not within 0 to 1", "0 is the left or upper edge of the picture, 1 the right or lower");
        }
        return value + 0.0; // no negative zero
    }
}
