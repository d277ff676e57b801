package watchpost.rules.part;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Trail;

/** How objects move in the picture, measured by their own size, so that near and far ones are judged alike. */
public final class Motions {
    /** Over this long an object must keep its place to be standing. */
    private static final long STANDING_FOR = Duration.ofMillis(1_500).toNanos();
    /** It keeps its place if it moves by less than this share of its box's longer side. */
    private static final double STANDING_WITHIN = 0.2;

    private Motions() {}

    /** True if the object has kept its place for a moment. */
    public static boolean isStanding(Sighting sighting) {
        Trail trail = sighting.trail();
        if (trail.span() < STANDING_FOR) {
            return false;
        }
        Point now = trail.place();
        double within = STANDING_WITHIN * size(sighting.track().box());
        for (int i = trail.since(STANDING_FOR); i < trail.size(); i++) {
            if (trail.place(i).distanceTo(now) > within) {
                return false;
            }
        }
        return true;
    }

    static double size(Box box) {
        return Math.max(box.width(), box.height());
    }

    /** How far the object went along {@code heading} since {@code nanos} ago, in sizes of its own; negative against it. */
    public static double along(Sighting sighting, Segment heading, long nanos) {
        Trail trail = sighting.trail();
        Point from = trail.place(trail.since(nanos));
        Point to = trail.place();
        double moved = (heading.along(to) - heading.along(from)) * heading.length();
        return moved / Math.max(1e-6, size(sighting.track().box()));
    }

    /** Sizes of its own per second, over the trail; null while the trail is too short to tell. */
    public static @Nullable Double sizesPerSecond(Sighting sighting) {
        Trail trail = sighting.trail();
        if (trail.span() < STANDING_FOR / 3) {
            return null;
        }
        double moved = trail.place(0).distanceTo(trail.place());
        return moved / Math.max(1e-6, size(sighting.track().box())) / (trail.span() * 1e-9);
    }
}
