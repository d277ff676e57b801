package watchpost.alerts.profile;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import watchpost.core.event.IncidentKind;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.TrafficRule;

/** What has to be known of a rule to describe to others what it tells. */
final class RuleFacts {
    private RuleFacts() {}

    /** The kind of its incidents; empty if it only measures. */
    static Optional<IncidentKind> incidents(RuleSpec rule) {
        return switch (rule.kind()) {
            case "traffic-flow", "footfall", "heatmap", "paths" -> Optional.empty();
            case "occupancy" -> Optional.of(IncidentKind.OCCUPANCY_LIMIT).filter(kind -> hasLimit(rule));
            case "dwell", "queue" -> Optional.of(kind(rule.kind())).filter(kind -> hasLimit(rule));
            case "stock" -> Optional.of(IncidentKind.OUT_OF_STOCK);
            default -> Optional.of(kind(rule.kind()));
        };
    }

    private static IncidentKind kind(String word) {
        return IncidentKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static boolean hasLimit(RuleSpec rule) {
        if (rule instanceof RetailRule.Occupancy occupancy) {
            return occupancy.limit().isPresent();
        }
        if (rule instanceof RetailRule.DoorOccupancy occupancy) {
            return occupancy.limit().isPresent();
        }
        if (rule instanceof RetailRule.Dwell dwell) {
            return dwell.limit().isPresent();
        }
        if (rule instanceof RetailRule.Queue queue) {
            return queue.limit().isPresent();
        }
        return rule instanceof TrafficRule.Queue queue && queue.vehicles().isPresent();
    }

    /** How often it makes a record; empty if it makes none. */
    static Optional<Duration> interval(RuleSpec rule) {
        if (rule instanceof TrafficRule.Flow flow) {
            return Optional.of(flow.interval());
        }
        if (rule instanceof TrafficRule.Queue queue) {
            return Optional.of(queue.interval());
        }
        if (rule instanceof RetailRule.Footfall footfall) {
            return Optional.of(footfall.interval());
        }
        if (rule instanceof RetailRule.Occupancy occupancy) {
            return Optional.of(occupancy.interval());
        }
        if (rule instanceof RetailRule.DoorOccupancy occupancy) {
            return Optional.of(occupancy.interval());
        }
        if (rule instanceof RetailRule.Dwell dwell) {
            return Optional.of(dwell.interval());
        }
        if (rule instanceof RetailRule.Queue queue) {
            return Optional.of(queue.interval());
        }
        return rule instanceof RetailRule.Stock stock ? Optional.of(stock.interval()) : Optional.empty();
    }
}
