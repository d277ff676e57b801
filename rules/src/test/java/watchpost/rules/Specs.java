package watchpost.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** Rules for tests: a yard in the middle of the picture, a door across all of it, one lane that runs down. */
public final class Specs {
    public static final Zone YARD = new Zone("yard", rectangle(0.3, 0.3, 0.7, 0.7));
    /** From the left edge to the right one: left of it is above, right of it is below. */
    public static final Tripwire DOOR = new Tripwire("door", new Segment(new Point(0, 0.5), new Point(1, 0.5)));
    /** Vehicles go down. */
    public static final Lane LANE =
            new Lane("north", rectangle(0.3, 0.1, 0.7, 0.9), new Segment(new Point(0.5, 0.1), new Point(0.5, 0.9)));

    public static final Set<String> VEHICLES = Set.of("car", "truck", "bus");
    public static final Watch PEOPLE = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    public static final Watch TRAFFIC = new Watch(VEHICLES, 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    public static final Alerting ALARM = new Alerting(Severity.ALARM, Duration.ofSeconds(30));

    private Specs() {}

    public static Polygon rectangle(double left, double top, double right, double bottom) {
        return new Polygon(List.of(
                new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom)));
    }

    public static SecurityRule.Intrusion intrusion(double seconds) {
        return intrusion(seconds, PEOPLE);
    }

    public static SecurityRule.Intrusion intrusion(double seconds, Watch watch) {
        return new SecurityRule.Intrusion(new RuleId("yard-intrusion"), watch, YARD, seconds(seconds), ALARM);
    }

    public static SecurityRule.Loitering loitering(double seconds) {
        return new SecurityRule.Loitering(new RuleId("yard-loitering"), PEOPLE, YARD, seconds(seconds), ALARM);
    }

    public static SecurityRule.LineCrossing crossing(Optional<Direction> direction, double cooldown) {
        return new SecurityRule.LineCrossing(
                new RuleId("door-crossing"),
                PEOPLE,
                DOOR,
                direction,
                new Alerting(Severity.WARNING, seconds(cooldown)));
    }

    public static RetailRule.Footfall footfall(double every) {
        return new RetailRule.Footfall(
                new RuleId("door-count"), PEOPLE, DOOR, Direction.LEFT_TO_RIGHT, Optional.empty(), seconds(every));
    }

    public static TrafficRule.Flow traffic(double every) {
        return new TrafficRule.Flow(new RuleId("road"), TRAFFIC, List.of(LANE), seconds(every));
    }

    public static RetailRule.Occupancy occupancy(OptionalInt limit, double every) {
        return new RetailRule.Occupancy(new RuleId("hall"), PEOPLE, YARD, limit, seconds(every), ALARM);
    }

    public static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
