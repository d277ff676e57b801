package watchpost.daemon.scene;

import java.util.List;
import watchpost.core.geometry.Point;

/**
 * A zone, line, lane or mask of a camera.
 *
 * @param name as configured; empty for masks
 * @param points corners; for a line its start and end
 * @param heading for a lane, the way of travel as start and end; else empty
 */
public record Shape(Kind kind, String name, List<Point> points, List<Point> heading) {
    public Shape {
        points = List.copyOf(points);
        heading = List.copyOf(heading);
    }

    /** What a shape is. */
    public enum Kind {
        ZONE,
        LINE,
        LANE,
        MASK
    }
}
