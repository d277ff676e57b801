package watchpost.rules;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;

/**
 * An object that walks from place to place in a straight line and at a steady pace between each two.
 *
 * @param places where its feet are, each with the seconds since the scenario's start; in the order of time
 */
public record Actor(long id, String label, double width, double height, List<Stop> places) {
    /** Where it is at a time. */
    public record Stop(double seconds, double x, double y) {}

    public Actor {
        places = List.copyOf(places);
    }

    /** A person of a tenth of the picture's height. */
    public static Actor person(long id, Stop... places) {
        return new Actor(id, "person", 0.04, 0.1, Arrays.asList(places));
    }

    public static Actor of(String label, long id, Stop... places) {
        return new Actor(id, label, 0.12, 0.1, Arrays.asList(places));
    }

    public static Stop at(double seconds, double x, double y) {
        return new Stop(seconds, x, y);
    }

    public boolean isThere(Duration time) {
        double t = seconds(time);
        return t >= places.get(0).seconds()
                && t <= places.get(places.size() - 1).seconds();
    }

    /** Where its feet are; call only while it {@link #isThere}. */
    public Point feet(Duration time) {
        double t = seconds(time);
        Stop from = places.get(0);
        for (Stop to : places) {
            if (t <= to.seconds()) {
                double span = to.seconds() - from.seconds();
                double share = span == 0 ? 1 : (t - from.seconds()) / span;
                return new Point(from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y()));
            }
            from = to;
        }
        return new Point(from.x(), from.y());
    }

    public Box box(Duration time) {
        Point feet = feet(time);
        return new Box(feet.x() - width / 2, feet.y() - height, width, height);
    }

    private static double seconds(Duration time) {
        return time.toNanos() * 1e-9;
    }
}
