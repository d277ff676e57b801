package watchpost.core.rule;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import watchpost.core.id.RuleId;

/** The rules that traffic management needs. */
public sealed interface TrafficRule extends RuleSpec {
    /** Traffic records per lane, direction and class. */
    record Flow(RuleId id, Watch watch, List<Lane> lanes, Duration interval) implements TrafficRule, OfLanes {
        public Flow {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "traffic-flow";
        }
    }

    /** A vehicle goes against the heading of its lane for at least {@code dwell}. */
    record WrongWay(RuleId id, Watch watch, List<Lane> lanes, Duration dwell, Alerting alerting)
            implements TrafficRule, OfLanes {
        public WrongWay {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "wrong-way";
        }
    }

    /** A vehicle stands in a lane for at least {@code dwell} and does not wait in a queue. */
    record StoppedVehicle(RuleId id, Watch watch, List<Lane> lanes, Duration dwell, Alerting alerting)
            implements TrafficRule, OfLanes {
        public StoppedVehicle {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "stopped-vehicle";
        }
    }

    /** At least {@code vehicles} stand in a lane for {@code dwell}; a record and a level of the queue's length in any case. */
    record Queue(
            RuleId id,
            Watch watch,
            List<Lane> lanes,
            OptionalInt vehicles,
            Duration dwell,
            Duration interval,
            Alerting alerting)
            implements TrafficRule, OfLanes {
        public Queue {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "queue";
        }
    }

    /** At least {@code vehicles} in a lane move slower than {@code belowKmh} on average for {@code dwell}. */
    record Congestion(
            RuleId id,
            Watch watch,
            List<Lane> lanes,
            int vehicles,
            OptionalDouble belowKmh,
            Duration dwell,
            Alerting alerting)
            implements TrafficRule, OfLanes {
        public Congestion {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "congestion";
        }

        @Override
        public boolean needsGround() {
            return belowKmh.isPresent();
        }
    }

    /** A vehicle is faster than {@code limitKmh} by more than {@code toleranceKmh} and the error of its measurement together. */
    record Speeding(RuleId id, Watch watch, List<Lane> lanes, double limitKmh, double toleranceKmh, Alerting alerting)
            implements TrafficRule, OfLanes {
        public Speeding {
            lanes = List.copyOf(lanes);
        }

        @Override
        public String kind() {
            return "speeding";
        }

        @Override
        public boolean needsGround() {
            return true;
        }
    }

    /** A vehicle crosses the stop line in {@code direction} while the signal has been red for longer than {@code grace}. */
    record RedLight(
            RuleId id,
            Watch watch,
            Tripwire line,
            Direction direction,
            Signal signal,
            Duration grace,
            Alerting alerting)
            implements TrafficRule {
        @Override
        public String kind() {
            return "red-light";
        }

        @Override
        public List<Tripwire> lines() {
            return List.of(line);
        }

        @Override
        public List<Zone> zones() {
            return List.of(new Zone(signal.name(), signal.area()));
        }
    }

    /** Two road users, one of them a vehicle, pass each other in {@code zone} with less than one of these times to spare. */
    record NearMiss(
            RuleId id, Watch watch, Zone zone, Duration postEncroachment, Duration timeToCollision, Alerting alerting)
            implements TrafficRule, OfZone {
        @Override
        public String kind() {
            return "near-miss";
        }

        @Override
        public boolean needsGround() {
            return true;
        }
    }

    /** Somebody on foot is on the road, {@code zone}, for at least {@code dwell}. */
    record PedestrianOnRoad(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting)
            implements TrafficRule, Stay {
        @Override
        public String kind() {
            return "pedestrian-on-road";
        }
    }
}
