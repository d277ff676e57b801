package watchpost.rules;

import static watchpost.rules.Specs.ALARM;
import static watchpost.rules.Specs.DOOR;
import static watchpost.rules.Specs.LANE;
import static watchpost.rules.Specs.PEOPLE;
import static watchpost.rules.Specs.TRAFFIC;
import static watchpost.rules.Specs.YARD;
import static watchpost.rules.Specs.rectangle;
import static watchpost.rules.Specs.seconds;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.core.event.CameraState;
import watchpost.core.geometry.Point;
import watchpost.core.ground.Calibration;
import watchpost.core.ground.CalibrationException;
import watchpost.core.ground.GroundPlane;
import watchpost.core.ground.GroundPoint;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Signal;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** One rule of every kind, on the places of {@link Specs}, seen from straight above: the picture is 20 m wide and 40 m high. */
public final class Rules {
    public static final GroundPlane GROUND = ground();
    public static final Signal LIGHT = new Signal("light", rectangle(0, 0, 0.1, 0.1));
    public static final Zone COUNTER = new Zone("counter", rectangle(0.3, 0.75, 0.7, 0.95));
    public static final Zone STAFF = new Zone("staff", rectangle(0.75, 0.0, 1, 0.3));
    public static final Zone ENTRANCE = new Zone("entrance", rectangle(0, 0, 1, 0.25));

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Watch BAGS = watch("backpack");

    private Rules() {}

    private static GroundPlane ground() {
        try {
            return Calibration.ofPairs(
                    List.of(pair(0, 0, 0, 0), pair(1, 0, 20, 0), pair(1, 1, 20, 40), pair(0, 1, 0, 40)));
        } catch (CalibrationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Calibration.Pair pair(double x, double y, double east, double north) {
        return new Calibration.Pair(new Point(x, y), new GroundPoint(east, north));
    }

    private static Watch watch(String label) {
        return new Watch(Set.of(label), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    }

    private static RuleId id(String name) {
        return new RuleId(name);
    }

    public static RuleSpec abandoned() {
        return new SecurityRule.AbandonedObject(id("abandoned"), BAGS, YARD, Set.of("person"), seconds(10), ALARM);
    }

    public static RuleSpec removed() {
        return new SecurityRule.RemovedObject(id("removed"), BAGS, YARD, seconds(5), ALARM);
    }

    public static RuleSpec crowd() {
        return new SecurityRule.Crowd(
                id("crowd"), PEOPLE, YARD, OptionalInt.of(3), OptionalDouble.empty(), seconds(3), ALARM);
    }

    public static RuleSpec denseCrowd() {
        return new SecurityRule.Crowd(
                id("dense"), PEOPLE, YARD, OptionalInt.empty(), OptionalDouble.of(3 / 128.0), seconds(3), ALARM);
    }

    public static RuleSpec tamper() {
        return new SecurityRule.Tamper(
                id("tamper"), PEOPLE, Set.of(CameraState.BLIND, CameraState.FROZEN), seconds(5), ALARM);
    }

    public static RuleSpec wrongWay() {
        return new TrafficRule.WrongWay(id("wrong-way"), TRAFFIC, List.of(LANE), seconds(0.5), ALARM);
    }

    public static RuleSpec stopped() {
        return new TrafficRule.StoppedVehicle(id("stopped"), TRAFFIC, List.of(LANE), seconds(8), ALARM);
    }

    public static RuleSpec pedestrian() {
        return new TrafficRule.PedestrianOnRoad(
                id("pedestrian"), PEOPLE, new Zone("road", LANE.area()), seconds(1), ALARM);
    }

    public static RuleSpec trafficQueue() {
        return new TrafficRule.Queue(id("jam"), TRAFFIC, List.of(LANE), OptionalInt.of(3), seconds(3), EVERY, ALARM);
    }

    public static RuleSpec congestion() {
        return new TrafficRule.Congestion(
                id("congestion"), TRAFFIC, List.of(LANE), 4, OptionalDouble.of(10), seconds(5), ALARM);
    }

    public static RuleSpec speeding() {
        return new TrafficRule.Speeding(id("speeding"), TRAFFIC, List.of(LANE), 50, 3, ALARM);
    }

    public static RuleSpec redLight() {
        return new TrafficRule.RedLight(
                id("red-light"), TRAFFIC, DOOR, Direction.LEFT_TO_RIGHT, LIGHT, seconds(0.5), ALARM);
    }

    public static RuleSpec nearMiss() {
        Watch all = new Watch(Set.of("person", "car"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
        return new TrafficRule.NearMiss(id("near-miss"), all, YARD, seconds(1), seconds(1), ALARM);
    }

    public static RuleSpec dwell(double limit) {
        return new RetailRule.Dwell(id("dwell"), PEOPLE, YARD, Optional.of(seconds(limit)), EVERY, ALARM);
    }

    public static RuleSpec queue() {
        return new RetailRule.Queue(
                id("queue"), PEOPLE, YARD, Optional.of(COUNTER), seconds(2), OptionalInt.of(1), EVERY, ALARM);
    }

    public static RuleSpec heatmap() {
        return new RetailRule.Heatmap(id("heatmap"), PEOPLE, 4, 2, EVERY);
    }

    public static RuleSpec stock() {
        return new RetailRule.Stock(id("stock"), watch("bottle"), YARD, 1, seconds(5), EVERY, ALARM);
    }

    public static RuleSpec paths() {
        return new RetailRule.Paths(id("paths"), PEOPLE, List.of(ENTRANCE, YARD, COUNTER), EVERY);
    }

    public static RuleSpec doorOccupancy() {
        return new RetailRule.DoorOccupancy(
                id("behind"),
                PEOPLE,
                DOOR,
                Direction.LEFT_TO_RIGHT,
                OptionalInt.of(1),
                Optional.of(new RetailRule.DoorOccupancy.Reset(LocalTime.of(4, 0), ZoneOffset.UTC)),
                EVERY,
                ALARM);
    }

    public static RuleSpec footfallWithoutStaff() {
        return new RetailRule.Footfall(
                id("footfall"), PEOPLE, DOOR, Direction.LEFT_TO_RIGHT, Optional.of(STAFF), EVERY);
    }

    /** One of every kind. */
    public static List<RuleSpec> all() {
        return List.of(
                Specs.intrusion(1),
                Specs.loitering(3),
                Specs.crossing(Optional.empty(), 0),
                abandoned(),
                removed(),
                crowd(),
                denseCrowd(),
                tamper(),
                Specs.traffic(5),
                wrongWay(),
                stopped(),
                pedestrian(),
                trafficQueue(),
                congestion(),
                speeding(),
                redLight(),
                nearMiss(),
                footfallWithoutStaff(),
                Specs.occupancy(OptionalInt.of(1), 5),
                doorOccupancy(),
                dwell(4),
                queue(),
                heatmap(),
                stock(),
                paths());
    }
}
