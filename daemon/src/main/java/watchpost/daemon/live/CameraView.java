package watchpost.daemon.live;

import java.util.List;
import watchpost.core.geometry.Point;
import watchpost.core.id.CameraId;

/** A camera as it stands in the configuration: what is drawn over its picture and which rules watch it. */
public record CameraView(CameraId id, List<Shape> shapes, List<Rule> rules) {
    public CameraView {
        shapes = List.copyOf(shapes);
        rules = List.copyOf(rules);
    }

    /** What a shape is, by the word that the page uses. */
    public enum ShapeKind {
        ZONE,
        LINE,
        LANE,
        MASK
    }

    /**
     * A zone, line, lane or mask.
     *
     * @param points corners; for a line its start and end
     * @param heading for a lane, the way of travel as start and end; else empty
     */
    public record Shape(ShapeKind kind, String name, List<Point> points, List<Point> heading) {
        public Shape {
            points = List.copyOf(points);
            heading = List.copyOf(heading);
        }
    }

    /**
     * A rule.
     *
     * @param kind word of the configuration: {@code line-crossing}
     * @param place name of its zone, line or lanes, in words
     */
    public record Rule(String id, String kind, String place) {}
}
