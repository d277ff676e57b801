package watchpost.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.event.Severity;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Signal;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** The blocks of rules for traffic. */
final class TrafficRules {
    private static final Set<String> MOTOR = Set.of("car", "truck", "bus", "motorcycle");
    private static final double MOST_KMH = 400;

    private final RuleParts parts;

    TrafficRules(RuleParts parts) {
        this.parts = parts;
    }

    Optional<RuleSpec> flow(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.VEHICLES);
        List<Lane> lanes = parts.lanes(section);
        Duration interval = RuleParts.interval(section);
        RuleParts.opensNoIncident(section);
        return some(lanes, all -> new TrafficRule.Flow(id, watch, all, interval));
    }

    Optional<RuleSpec> wrongWay(RuleId id, Section section) {
        Watch watch = parts.watch(section, MOTOR);
        List<Lane> lanes = parts.lanes(section);
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(1));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return some(lanes, all -> new TrafficRule.WrongWay(id, watch, all, dwell, alerting));
    }

    Optional<RuleSpec> stoppedVehicle(RuleId id, Section section) {
        Watch watch = parts.watch(section, MOTOR);
        List<Lane> lanes = parts.lanes(section);
        Duration dwell = RuleParts.dwell(section, "2 s", Duration.ofSeconds(30));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return some(lanes, all -> new TrafficRule.StoppedVehicle(id, watch, all, dwell, alerting));
    }

    Optional<RuleSpec> pedestrianOnRoad(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(1));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return zone.map(where -> new TrafficRule.PedestrianOnRoad(id, watch, where, dwell, alerting));
    }

    Optional<RuleSpec> queue(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.VEHICLES);
        List<Lane> lanes = parts.lanes(section);
        OptionalInt vehicles = RuleParts.number(section, "vehicles", 2);
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(10));
        Duration interval = RuleParts.interval(section);
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return some(lanes, all -> new TrafficRule.Queue(id, watch, all, vehicles, dwell, interval, alerting));
    }

    Optional<RuleSpec> congestion(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.VEHICLES);
        List<Lane> lanes = parts.lanes(section);
        int vehicles = section.read("vehicles", text -> Quantities.whole(text, 2, 1000), 4);
        OptionalDouble below = section.read("below", text -> OptionalDouble.of(speed(text)), OptionalDouble.empty());
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(30));
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return some(lanes, all -> new TrafficRule.Congestion(id, watch, all, vehicles, below, dwell, alerting));
    }

    Optional<RuleSpec> speeding(RuleId id, Section section) {
        Watch watch = parts.watch(section, MOTOR);
        List<Lane> lanes = parts.lanes(section);
        Optional<Double> limit = section.need("limit").flatMap(entry -> entry.read(TrafficRules::speed));
        double tolerance = section.read("tolerance", TrafficRules::speed, 3.0);
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return limit.flatMap(
                most -> some(lanes, all -> new TrafficRule.Speeding(id, watch, all, most, tolerance, alerting)));
    }

    Optional<RuleSpec> redLight(RuleId id, Section section) {
        Watch watch = parts.watch(section, MOTOR);
        Optional<Tripwire> line = parts.line(id, section);
        Optional<Direction> way =
                section.need("direction").flatMap((Entry entry) -> entry.read(Readers.oneOf(Direction.class)));
        Optional<Signal> signal = parts.signal(section);
        Duration grace = section.read("grace", Readers.duration("0 s", "10 s"), Duration.ofMillis(500));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return line.flatMap(where -> way.flatMap(
                to -> signal.map(light -> new TrafficRule.RedLight(id, watch, where, to, light, grace, alerting))));
    }

    Optional<RuleSpec> nearMiss(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.ROAD_USERS);
        Optional<Zone> zone = parts.zone(id, section);
        Duration passed = section.read("post-encroachment", Readers.duration("0 s", "3 s"), Duration.ofSeconds(1));
        Duration collision = section.read("time-to-collision", Readers.duration("0 s", "5 s"), Duration.ofMillis(1500));
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return zone.map(where -> new TrafficRule.NearMiss(id, watch, where, passed, collision, alerting));
    }

    private static double speed(String text) throws WrongValueException {
        double speed = Quantities.speed(text);
        if (speed > MOST_KMH) {
            throw new WrongValueException(text + " is not within 0 km/h to " + Math.round(MOST_KMH) + " km/h");
        }
        return speed;
    }

    private static Optional<RuleSpec> some(List<Lane> lanes, Function<List<Lane>, RuleSpec> rule) {
        return lanes.isEmpty() ? Optional.empty() : Optional.of(rule.apply(lanes));
    }
}
