package watchpost.testkit.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Size;

/**
 * Somebody or something that moves through the picture.
 *
 * @param label class name: {@code person}, {@code car}
 * @param box width and height of its box in thousandths of the picture's width and height
 * @param enters when it appears
 * @param start where its foot (the middle of its lower edge) is then
 * @param legs what it does from there on; it is gone after the last one
 */
public record Actor(String label, Size box, Duration enters, Point start, List<Leg> legs) {
    private static final double THOUSANDTHS = 1000;

    public Actor {
        legs = List.copyOf(legs);
    }

    /** A person of usual size. */
    public static Actor person(Duration enters, Point start, Leg... legs) {
        return new Actor("person", new Size(50, 180), enters, start, List.of(legs));
    }

    /** A car of usual size. */
    public static Actor car(Duration enters, Point start, Leg... legs) {
        return new Actor("car", new Size(180, 120), enters, start, List.of(legs));
    }

    /** When it has walked its path. */
    public Duration leaves() {
        Duration end = enters;
        Point at = start;
        for (Leg leg : legs) {
            Duration takes = leg.duration(at);
            end = end.plus(takes);
            at = leg.at(at, takes);
        }
        return end;
    }

    /** Where its foot is; empty before it enters and after it has left. */
    public Optional<Point> footAt(Duration time) {
        Duration elapsed = time.minus(enters);
        if (elapsed.isNegative()) {
            return Optional.empty();
        }
        Point at = start;
        for (Leg leg : legs) {
            Duration takes = leg.duration(at);
            if (elapsed.compareTo(takes) <= 0) {
                return Optional.of(leg.at(at, elapsed));
            }
            elapsed = elapsed.minus(takes);
            at = leg.at(at, takes);
        }
        return Optional.empty();
    }

    /** Its box, as far as it is in the picture; empty where nothing of it is. */
    public Optional<Box> boxAt(Duration time) {
        return footAt(time).map(this::boxWithFootAt).filter(visible -> visible.area() > 0);
    }

    private Box boxWithFootAt(Point foot) {
        double half = box.width() / THOUSANDTHS / 2;
        return Box.clipped(foot.x() - half, foot.y() - box.height() / THOUSANDTHS, foot.x() + half, foot.y());
    }
}
