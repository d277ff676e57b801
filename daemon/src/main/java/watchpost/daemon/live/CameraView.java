package watchpost.daemon.live;

import java.util.List;
import java.util.Set;
import watchpost.core.id.CameraId;
import watchpost.daemon.scene.Shape;

/** A camera as it stands in the configuration: what is drawn over its picture and which rules watch it. */
public record CameraView(CameraId id, List<Shape> shapes, List<Rule> rules) {
    public CameraView {
        shapes = List.copyOf(shapes);
        rules = List.copyOf(rules);
    }

    /**
     * A rule.
     *
     * @param kind word of the configuration: {@code line-crossing}
     * @param place name of its zone, line or lanes, in words
     * @param classes which objects it looks at; empty means all
     * @param minTravel objects that never moved this far do not count, in picture units
     */
    public record Rule(String id, String kind, String place, Set<String> classes, double minTravel) {
        public Rule {
            classes = Set.copyOf(classes);
        }
    }
}
