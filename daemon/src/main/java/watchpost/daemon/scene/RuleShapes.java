package watchpost.daemon.scene;

import java.util.List;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Zone;

/** The shapes that a rule watches, and what kind of rule it is. */
public final class RuleShapes implements RuleSpec.Cases<List<Shape>> {
    private static final RuleShapes OF = new RuleShapes();
    private static final RuleSpec.Cases<String> KIND = new KindWord();

    private RuleShapes() {}

    /** The shapes of all {@code rules}, each once, and the masks. */
    public static List<Shape> of(List<RuleSpec> rules, List<Polygon> masks) {
        List<Shape> shapes = new java.util.ArrayList<>(rules.stream()
                .flatMap(rule -> rule.match(OF).stream())
                .distinct()
                .toList());
        masks.forEach(mask -> shapes.add(new Shape(Shape.Kind.MASK, "", mask.corners(), List.of())));
        return shapes;
    }

    /** The word of the configuration for the rule's kind: {@code line-crossing}. */
    public static String kind(RuleSpec rule) {
        return rule.match(KIND);
    }

    /** The names of what the rule watches, in words: "yard". */
    public static String place(RuleSpec rule) {
        return String.join(
                ", ", rule.match(OF).stream().map(Shape::name).distinct().toList());
    }

    @Override
    public List<Shape> intrusion(RuleSpec.Intrusion rule) {
        return zone(rule.zone());
    }

    @Override
    public List<Shape> lineCrossing(RuleSpec.LineCrossing rule) {
        return line(rule.line());
    }

    @Override
    public List<Shape> loitering(RuleSpec.Loitering rule) {
        return zone(rule.zone());
    }

    @Override
    public List<Shape> trafficFlow(RuleSpec.TrafficFlow rule) {
        return rule.lanes().stream()
                .map(lane -> new Shape(Shape.Kind.LANE, lane.name(), lane.area().corners(), ends(lane.heading())))
                .toList();
    }

    @Override
    public List<Shape> footfall(RuleSpec.Footfall rule) {
        return line(rule.door());
    }

    @Override
    public List<Shape> occupancy(RuleSpec.Occupancy rule) {
        return zone(rule.zone());
    }

    private static List<Shape> zone(Zone zone) {
        return List.of(new Shape(Shape.Kind.ZONE, zone.name(), zone.area().corners(), List.of()));
    }

    private static List<Shape> line(Tripwire line) {
        return List.of(new Shape(Shape.Kind.LINE, line.name(), ends(line.line()), List.of()));
    }

    private static List<watchpost.core.geometry.Point> ends(Segment segment) {
        return List.of(segment.from(), segment.to());
    }

    private static final class KindWord implements RuleSpec.Cases<String> {
        @Override
        public String intrusion(RuleSpec.Intrusion rule) {
            return "intrusion";
        }

        @Override
        public String lineCrossing(RuleSpec.LineCrossing rule) {
            return "line-crossing";
        }

        @Override
        public String loitering(RuleSpec.Loitering rule) {
            return "loitering";
        }

        @Override
        public String trafficFlow(RuleSpec.TrafficFlow rule) {
            return "traffic-flow";
        }

        @Override
        public String footfall(RuleSpec.Footfall rule) {
            return "footfall";
        }

        @Override
        public String occupancy(RuleSpec.Occupancy rule) {
            return "occupancy";
        }
    }
}
