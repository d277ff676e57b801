package watchpost.core.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import watchpost.core.id.RuleId;

/** One rule of one camera, as configured. */
public sealed interface RuleSpec {
    RuleId id();

    Watch watch();

    /** An object stands in {@code zone} for at least {@code dwell}. */
    record Intrusion(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting) implements RuleSpec {}

    /** An object crosses {@code line}; an empty {@code direction} means both. */
    record LineCrossing(RuleId id, Watch watch, Tripwire line, Optional<Direction> direction, Alerting alerting)
            implements RuleSpec {}

    /** An object stays within {@code zone} for at least {@code dwell}; leaving it starts the time anew. */
    record Loitering(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting) implements RuleSpec {}

    /** Traffic records per lane, direction and class, one per {@code interval} of the clock. */
    record TrafficFlow(RuleId id, Watch watch, List<Lane> lanes, Duration interval) implements RuleSpec {
        public TrafficFlow {
            lanes = List.copyOf(lanes);
        }
    }

    /** People through a door, in and out, one record per {@code interval} of the clock. */
    record Footfall(RuleId id, Watch watch, Tripwire door, Direction in, Duration interval) implements RuleSpec {}

    /** How many objects are in {@code zone} now; over {@code limit} is an incident. */
    record Occupancy(RuleId id, Watch watch, Zone zone, OptionalInt limit, Duration interval, Alerting alerting)
            implements RuleSpec {}

    /** Calls the case that fits. */
    default <R> R match(Cases<R> cases) {
        if (this instanceof Intrusion rule) {
            return cases.intrusion(rule);
        }
        if (this instanceof LineCrossing rule) {
            return cases.lineCrossing(rule);
        }
        if (this instanceof Loitering rule) {
            return cases.loitering(rule);
        }
        if (this instanceof TrafficFlow rule) {
            return cases.trafficFlow(rule);
        }
        if (this instanceof Footfall rule) {
            return cases.footfall(rule);
        }
        return cases.occupancy((Occupancy) this);
    }

    /** One method for each case, so that a new kind of rule does not compile until every reader handles it. */
    interface Cases<R> {
        R intrusion(Intrusion rule);

        R lineCrossing(LineCrossing rule);

        R loitering(Loitering rule);

        R trafficFlow(TrafficFlow rule);

        R footfall(Footfall rule);

        R occupancy(Occupancy rule);
    }
}
