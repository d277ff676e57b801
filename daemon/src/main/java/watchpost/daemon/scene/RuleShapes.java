package watchpost.daemon.scene;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.rule.RuleSpec;

/** The shapes that rules watch. */
public final class RuleShapes {
    private RuleShapes() {}

    /** The shapes of all {@code rules}, each once, and the masks. */
    public static List<Shape> of(List<RuleSpec> rules, List<Polygon> masks) {
        Set<Shape> shapes = new LinkedHashSet<>();
        rules.forEach(rule -> shapes.addAll(of(rule)));
        masks.forEach(mask -> shapes.add(new Shape(Shape.Kind.MASK, "", mask.corners(), List.of())));
        return List.copyOf(shapes);
    }

    /** The names of what the rule watches, in words: "yard". */
    public static String place(RuleSpec rule) {
        return String.join(", ", of(rule).stream().map(Shape::name).distinct().toList());
    }

    private static List<Shape> of(RuleSpec rule) {
        List<Shape> shapes = new ArrayList<>();
        rule.zones()
                .forEach(zone -> shapes.add(
                        new Shape(Shape.Kind.ZONE, zone.name(), zone.area().corners(), List.of())));
        rule.lines().forEach(line -> shapes.add(new Shape(Shape.Kind.LINE, line.name(), ends(line.line()), List.of())));
        rule.lanes()
                .forEach(lane -> shapes.add(
                        new Shape(Shape.Kind.LANE, lane.name(), lane.area().corners(), ends(lane.heading()))));
        return shapes;
    }

    private static List<Point> ends(Segment segment) {
        return List.of(segment.from(), segment.to());
    }
}
