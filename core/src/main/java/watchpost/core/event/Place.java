package watchpost.core.event;

/** Where something happened: the zone, line or lane of the rule, by its configured name. */
public record Place(Shape shape, String name) {
    public enum Shape {
        ZONE,
        LINE,
        LANE
    }
}
