package watchpost.testkit.scenario;

import java.time.Duration;
import watchpost.core.geometry.Point;

/** A part of a path. */
public sealed interface Leg {
    /** How long it takes from {@code from}. */
    Duration duration(Point from);

    /** Where one is {@code elapsed} after its begin at {@code from}; {@code elapsed} is within its duration. */
    Point at(Point from, Duration elapsed);

    /** Straight on to {@code to} with {@code speed} picture widths or heights a second, above 0. */
    record Walk(Point to, double speed) implements Leg {
        public Walk {
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed is not above 0: " + speed);
            }
        }

        @Override
        public Duration duration(Point from) {
            return Duration.ofNanos(Math.round(from.distanceTo(to) / speed * 1e9));
        }

        @Override
        public Point at(Point from, Duration elapsed) {
            double whole = duration(from).toNanos();
            double share = whole == 0 ? 1 : elapsed.toNanos() / whole;
            return new Point(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
        }
    }

    /** Standing still. */
    record Pause(Duration time) implements Leg {
        @Override
        public Duration duration(Point from) {
            return time;
        }

        @Override
        public Point at(Point from, Duration elapsed) {
            return from;
        }
    }
}
