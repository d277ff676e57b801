package watchpost.core.rule;

import java.util.Optional;
import java.util.Set;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.vision.Trait;

/**
 * Which objects a rule looks at, and when.
 *
 * @param classes class names; empty means every class
 * @param minConfidence objects seen less surely than this do not count, 0..1
 * @param minHeight objects lower than this do not count, as a fraction of the picture's height, 0..1
 * @param minTravel objects that never moved this far from where they were first seen do not count, in picture units; 0 switches it off
 * @param overlap share of the box that must lie in a zone where the anchor is {@link Anchor#OVERLAP}, above 0 and at most 1
 * @param hysteresis an object that is in a zone has left it only when its place is further outside than this, in picture units
 * @param read what a second model is to find out about the objects that set the rule off
 */
public record Watch(
        Set<String> classes,
        double minConfidence,
        double minHeight,
        double minTravel,
        Anchor anchor,
        Schedule schedule,
        double overlap,
        double hysteresis,
        Optional<Trait> read) {
    public static final double USUAL_OVERLAP = 0.5;

    public Watch {
        classes = Set.copyOf(classes);
    }

    /** With the usual overlap, without hysteresis and without a second look. */
    public Watch(
            Set<String> classes,
            double minConfidence,
            double minHeight,
            double minTravel,
            Anchor anchor,
            Schedule schedule) {
        this(classes, minConfidence, minHeight, minTravel, anchor, schedule, USUAL_OVERLAP, 0, Optional.empty());
    }

    public boolean wantsClass(String label) {
        return classes.isEmpty() || classes.contains(label);
    }

    /** The point that counts as the place of {@code box}. */
    public Point place(Box box) {
        return anchor == Anchor.CENTRE ? box.centre() : box.bottomCentre();
    }

    /** True if an object in {@code box} is in {@code area}. */
    public boolean isIn(Polygon area, Box box) {
        return switch (anchor) {
            case BOTTOM_CENTRE, CENTRE -> area.contains(place(box));
            case ANY_CORNER -> cornersIn(area, box) > 0;
            case ALL_CORNERS -> cornersIn(area, box) == 4;
            case OVERLAP -> box.area() > 0 && area.areaWithin(box) >= overlap * box.area();
        };
    }

    /** True if an object in {@code box} that was in {@code area} still is: inside, or outside by no more than the hysteresis. */
    public boolean staysIn(Polygon area, Box box) {
        return isIn(area, box) || (hysteresis > 0 && area.distanceToEdge(place(box)) <= hysteresis);
    }

    private static int cornersIn(Polygon area, Box box) {
        int in = 0;
        for (int corner = 0; corner < 4; corner++) {
            double x = (corner & 1) == 0 ? box.x() : box.right();
            double y = (corner & 2) == 0 ? box.y() : box.bottom();
            in += area.contains(new Point(x, y)) ? 1 : 0;
        }
        return in;
    }
}
