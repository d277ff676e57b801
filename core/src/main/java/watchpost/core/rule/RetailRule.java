package watchpost.core.rule;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import watchpost.core.id.RuleId;

/** The rules that shops need. */
public sealed interface RetailRule extends RuleSpec {
    /** People through a door, in and out; those who were in {@code staff} before they came to it do not count. */
    record Footfall(RuleId id, Watch watch, Tripwire door, Direction in, Optional<Zone> staff, Duration interval)
            implements RetailRule {
        @Override
        public String kind() {
            return "footfall";
        }

        @Override
        public List<Tripwire> lines() {
            return List.of(door);
        }

        @Override
        public List<Zone> zones() {
            return staff.stream().toList();
        }
    }

    /** How many objects are in {@code zone} now; over {@code limit} is an incident. */
    record Occupancy(RuleId id, Watch watch, Zone zone, OptionalInt limit, Duration interval, Alerting alerting)
            implements RetailRule, OfZone {
        @Override
        public String kind() {
            return "occupancy";
        }
    }

    /** How many are behind {@code door}, from those who went in and out since {@code reset} (local time); over {@code limit} is an incident. */
    record DoorOccupancy(
            RuleId id,
            Watch watch,
            Tripwire door,
            Direction in,
            OptionalInt limit,
            Optional<Reset> reset,
            Duration interval,
            Alerting alerting)
            implements RetailRule {
        /** When the count begins anew each day. */
        public record Reset(LocalTime at, ZoneId zone) {}

        @Override
        public String kind() {
            return "occupancy";
        }

        @Override
        public List<Tripwire> lines() {
            return List.of(door);
        }
    }

    /** How long visits to {@code zone} last; one of more than {@code limit} is an incident. */
    record Dwell(RuleId id, Watch watch, Zone zone, Optional<Duration> limit, Duration interval, Alerting alerting)
            implements RetailRule, OfZone {
        @Override
        public String kind() {
            return "dwell";
        }
    }

    /**
     * People who wait in {@code zone}, from {@code settle} after they came. Who goes on to {@code counter} was served, who leaves
     * otherwise gave up. More than {@code limit} waiting for a while is an incident.
     */
    record Queue(
            RuleId id,
            Watch watch,
            Zone zone,
            Optional<Zone> counter,
            Duration settle,
            OptionalInt limit,
            Duration interval,
            Alerting alerting)
            implements RetailRule, OfZone {
        @Override
        public String kind() {
            return "queue";
        }

        @Override
        public List<Zone> zones() {
            return Stream.concat(Stream.of(zone), counter.stream()).toList();
        }
    }

    /** For how long objects stood in each cell of a grid over the picture. */
    record Heatmap(RuleId id, Watch watch, int columns, int rows, Duration interval) implements RetailRule {
        @Override
        public String kind() {
            return "heatmap";
        }
    }

    /** How many things of each class stand on the shelf {@code zone}; fewer than {@code least} for {@code dwell} is an incident. */
    record Stock(RuleId id, Watch watch, Zone zone, int least, Duration dwell, Duration interval, Alerting alerting)
            implements RetailRule, OfZone {
        @Override
        public String kind() {
            return "stock";
        }
    }

    /** Who goes from which zone to which. */
    record Paths(RuleId id, Watch watch, List<Zone> zones, Duration interval) implements RetailRule {
        public Paths {
            zones = List.copyOf(zones);
        }

        @Override
        public String kind() {
            return "paths";
        }
    }
}
