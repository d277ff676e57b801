package watchpost.core.rule;

import java.time.Duration;
import java.util.List;
import watchpost.core.id.RuleId;

/**
 * One rule of one camera, as configured. {@code dwell} is how long something must last before it is told; {@code interval} is the length
 * of the clock's intervals for which a record is made.
 */
public sealed interface RuleSpec permits SecurityRule, TrafficRule, RetailRule, RuleSpec.OfZone, RuleSpec.OfLanes {
    RuleId id();

    Watch watch();

    /** The word of the configuration: {@code line-crossing}. */
    String kind();

    /** The zones that it watches, for drawing. */
    default List<Zone> zones() {
        return List.of();
    }

    /** The lines that it watches, for drawing. */
    default List<Tripwire> lines() {
        return List.of();
    }

    /** The lanes that it watches, for drawing. */
    default List<Lane> lanes() {
        return List.of();
    }

    /** True if it can say nothing without a calibrated camera. */
    default boolean needsGround() {
        return false;
    }

    /** A rule about one zone. */
    non-sealed interface OfZone extends RuleSpec {
        Zone zone();

        @Override
        default List<Zone> zones() {
            return List.of(zone());
        }
    }

    /** A rule about an object that is in a zone for at least {@code dwell}; leaving it starts the time anew. */
    interface Stay extends OfZone {
        Duration dwell();

        Alerting alerting();
    }

    /** A rule about lanes. */
    non-sealed interface OfLanes extends RuleSpec {
        @Override
        List<Lane> lanes();
    }
}
