package watchpost.alerts.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.alerts.Events;
import watchpost.core.event.CameraState;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.ground.GeoPoint;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** Rules as the tests of profiles describe them to other software; their names are those in {@link Events}. */
public final class Rules {
    private static final Watch WATCH = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    private static final Alerting ALERTING = new Alerting(Severity.ALARM, Duration.ofSeconds(30));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Polygon AREA = new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0, 1)));
    private static final Segment LINE = new Segment(new Point(0, 0.5), new Point(1, 0.5));
    private static final List<Lane> LANES = List.of(new Lane("north", AREA, LINE), new Lane("south.1", AREA, LINE));

    public static final RuleSpec YARD =
            new SecurityRule.Intrusion(id("yard-intrusion"), WATCH, zone("yard"), SECOND, ALERTING);
    public static final RuleSpec DOOR =
            new SecurityRule.LineCrossing(id("door-line"), WATCH, line("door"), Optional.empty(), ALERTING);
    public static final RuleSpec LOITERING =
            new SecurityRule.Loitering(id("bench"), WATCH, zone("bench"), MINUTE, ALERTING);
    public static final RuleSpec COUNT = new RetailRule.Footfall(
            id("door-count"), WATCH, line("door"), Direction.LEFT_TO_RIGHT, Optional.empty(), MINUTE);
    public static final RuleSpec HALL =
            new RetailRule.Occupancy(id("hall-limit"), WATCH, zone("hall"), OptionalInt.of(5), MINUTE, ALERTING);
    public static final RuleSpec ROAD = new TrafficRule.Flow(id("road"), WATCH, LANES, MINUTE);

    static final RuleSpec[] ALL = {
        YARD,
        DOOR,
        LOITERING,
        COUNT,
        HALL,
        ROAD,
        new SecurityRule.Tamper(id("covered"), WATCH, Set.of(CameraState.BLIND), MINUTE, ALERTING),
        new SecurityRule.AbandonedObject(id("left"), WATCH, zone("hall"), Set.of("person"), MINUTE, ALERTING),
        new SecurityRule.Crowd(
                id("crowd"), WATCH, zone("hall"), OptionalInt.of(9), OptionalDouble.empty(), SECOND, ALERTING),
        new TrafficRule.WrongWay(id("wrong"), WATCH, LANES, SECOND, ALERTING),
        new TrafficRule.Queue(id("jam"), WATCH, LANES, OptionalInt.of(4), SECOND, MINUTE, ALERTING),
        new RetailRule.Dwell(id("shelf.stay"), WATCH, zone("shelf"), Optional.empty(), MINUTE, ALERTING),
        new RetailRule.Queue(
                id("till"), WATCH, zone("till"), Optional.empty(), SECOND, OptionalInt.empty(), MINUTE, ALERTING),
        new RetailRule.Stock(id("stock"), WATCH, zone("shelf"), 2, SECOND, MINUTE, ALERTING),
        new RetailRule.Heatmap(id("heat"), WATCH, 4, 3, MINUTE),
    };

    private Rules() {}

    public static ProfileSettings.Watched gate(RuleSpec... rules) {
        return new ProfileSettings.Watched(Events.GATE, true, Optional.of(new GeoPoint(52.5, 13.25)), List.of(rules));
    }

    public static ProfileSettings all(ProfileSettings.Watched... cameras) {
        return new ProfileSettings(
                Optional.of(new ProfileSettings.HomeAssistant("homeassistant")),
                Optional.of(new ProfileSettings.OnvifEvents("MyDevice")),
                Optional.of(new ProfileSettings.NgsiLdEntities("city")),
                List.of(cameras));
    }

    static ProfileSettings homeAssistant(ProfileSettings.Watched... cameras) {
        return new ProfileSettings(all().homeAssistant(), Optional.empty(), Optional.empty(), List.of(cameras));
    }

    static ProfileSettings onvif(ProfileSettings.Watched... cameras) {
        return new ProfileSettings(Optional.empty(), all().onvif(), Optional.empty(), List.of(cameras));
    }

    static ProfileSettings ngsiLd(ProfileSettings.Watched... cameras) {
        return new ProfileSettings(Optional.empty(), Optional.empty(), all().ngsiLd(), List.of(cameras));
    }

    private static RuleId id(String name) {
        return new RuleId(name);
    }

    private static Zone zone(String name) {
        return new Zone(name, AREA);
    }

    private static Tripwire line(String name) {
        return new Tripwire(name, LINE);
    }
}
