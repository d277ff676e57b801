package watchpost.rules.part;

import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.core.rule.Lane;
import watchpost.core.rule.Tripwire;

/** Something that can be crossed: two sides, and the stretch between them where a crossing counts. */
public interface Gate {
    /** Signed distance from the gate's endless line, in picture units; crossing from negative to positive is forwards. */
    double side(Point place);

    /** True if a crossing at {@code place} is one of this gate. */
    boolean admits(Point place);

    /** Forwards is from left to right; only the line between its ends counts. */
    static Gate of(Tripwire wire) {
        Segment line = wire.line();
        double length = line.length();
        return new Gate() {
            @Override
            public double side(Point place) {
                return line.cross(place) / length;
            }

            @Override
            public boolean admits(Point place) {
                double along = line.along(place);
                return along >= 0 && along <= 1;
            }
        };
    }

    /** Across the middle of a lane's heading, as wide as the lane; forwards is the legal way. */
    static Gate of(Lane lane) {
        Segment heading = lane.heading();
        double length = heading.length();
        return new Gate() {
            @Override
            public double side(Point place) {
                return (heading.along(place) - 0.5) * length;
            }

            @Override
            public boolean admits(Point place) {
                return lane.area().contains(place);
            }
        };
    }
}
