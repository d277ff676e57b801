package watchpost.core.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.core.event.CameraState;
import watchpost.core.id.RuleId;

/** The rules that guards need. */
public sealed interface SecurityRule extends RuleSpec {
    /** An object is in {@code zone} for at least {@code dwell}. */
    record Intrusion(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting)
            implements SecurityRule, Stay {
        @Override
        public String kind() {
            return "intrusion";
        }
    }

    /** An object stays within {@code zone} for at least {@code dwell}. */
    record Loitering(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting)
            implements SecurityRule, Stay {
        @Override
        public String kind() {
            return "loitering";
        }
    }

    /** An object crosses {@code line}; an empty {@code direction} means both. */
    record LineCrossing(RuleId id, Watch watch, Tripwire line, Optional<Direction> direction, Alerting alerting)
            implements SecurityRule {
        @Override
        public String kind() {
            return "line-crossing";
        }

        @Override
        public List<Tripwire> lines() {
            return List.of(line);
        }
    }

    /** A thing stands in {@code zone} for at least {@code dwell} without one of {@code owners} (class names) near it. */
    record AbandonedObject(RuleId id, Watch watch, Zone zone, Set<String> owners, Duration dwell, Alerting alerting)
            implements SecurityRule, OfZone {
        public AbandonedObject {
            owners = Set.copyOf(owners);
        }

        @Override
        public String kind() {
            return "abandoned-object";
        }
    }

    /** A thing that stood in {@code zone} is missing for at least {@code dwell}, with nothing in front of its place. */
    record RemovedObject(RuleId id, Watch watch, Zone zone, Duration dwell, Alerting alerting)
            implements SecurityRule, OfZone {
        @Override
        public String kind() {
            return "removed-object";
        }
    }

    /** At least {@code count} objects in {@code zone}, or at least {@code perSquareMetre} of them, for {@code dwell}. */
    record Crowd(
            RuleId id,
            Watch watch,
            Zone zone,
            OptionalInt count,
            OptionalDouble perSquareMetre,
            Duration dwell,
            Alerting alerting)
            implements SecurityRule, OfZone {
        @Override
        public String kind() {
            return "crowd";
        }

        @Override
        public boolean needsGround() {
            return perSquareMetre.isPresent();
        }
    }

    /** The camera is in one of {@code states} for at least {@code dwell}: somebody covered, turned or froze it. */
    record Tamper(RuleId id, Watch watch, Set<CameraState> states, Duration dwell, Alerting alerting)
            implements SecurityRule {
        public Tamper {
            states = Set.copyOf(states);
        }

        @Override
        public String kind() {
            return "tamper";
        }
    }
}
