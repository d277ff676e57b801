package watchpost.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import watchpost.config.text.Quantities;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.event.CameraState;
import watchpost.core.event.Severity;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** The blocks of rules for guards. */
final class SecurityRules {
    private static final Map<String, CameraState> TAMPERING = Map.of(
            "blind", CameraState.BLIND,
            "covered", CameraState.COVERED,
            "moved", CameraState.MOVED,
            "frozen", CameraState.FROZEN);

    private final RuleParts parts;

    SecurityRules(RuleParts parts) {
        this.parts = parts;
    }

    Optional<RuleSpec> intrusion(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(1));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return zone.map(where -> new SecurityRule.Intrusion(id, watch, where, dwell, alerting));
    }

    Optional<RuleSpec> lineCrossing(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Tripwire> line = parts.line(id, section);
        Map<String, Optional<Direction>> ways = Map.of(
                "both",
                Optional.empty(),
                Direction.LEFT_TO_RIGHT.wireName(),
                Optional.of(Direction.LEFT_TO_RIGHT),
                Direction.RIGHT_TO_LEFT.wireName(),
                Optional.of(Direction.RIGHT_TO_LEFT));
        Optional<Direction> way = section.read("direction", Readers.oneOf(ways), Optional.empty());
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return line.map(where -> new SecurityRule.LineCrossing(id, watch, where, way, alerting));
    }

    Optional<RuleSpec> loitering(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        Duration dwell = RuleParts.dwell(section, "1 s", Duration.ofSeconds(20));
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return zone.map(where -> new SecurityRule.Loitering(id, watch, where, dwell, alerting));
    }

    Optional<RuleSpec> abandonedObject(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.BAGS);
        Optional<Zone> zone = parts.zone(id, section);
        Set<String> owners =
                section.take("owners").map(parts.watches()::classes).orElse(ClassSets.PEOPLE);
        Duration dwell = RuleParts.dwell(section, "1 s", Duration.ofSeconds(60));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return zone.map(where -> new SecurityRule.AbandonedObject(id, watch, where, owners, dwell, alerting));
    }

    Optional<RuleSpec> removedObject(RuleId id, Section section) {
        Watch watch = parts.watch(section, Set.of());
        Optional<Zone> zone = parts.zone(id, section);
        Duration dwell = RuleParts.dwell(section, "1 s", Duration.ofSeconds(10));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        return zone.map(where -> new SecurityRule.RemovedObject(id, watch, where, dwell, alerting));
    }

    Optional<RuleSpec> crowd(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        OptionalInt count = RuleParts.number(section, "count", 2);
        OptionalDouble density =
                section.read("density", text -> OptionalDouble.of(Quantities.density(text)), OptionalDouble.empty());
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(5));
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        if (count.isEmpty() && density.isEmpty()) {
            section.wrong("needs count or density", "such as count: 10");
            return Optional.empty();
        }
        return zone.map(where -> new SecurityRule.Crowd(id, watch, where, count, density, dwell, alerting));
    }

    Optional<RuleSpec> tamper(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Set<CameraState> states = new TreeSet<>();
        Optional<Entry> list = section.take("states");
        for (Entry item : list.map(Entry::items).orElse(List.of())) {
            item.read(Readers.oneOf(TAMPERING)).ifPresent(states::add);
        }
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofSeconds(5));
        Alerting alerting = parts.alerting(section, Severity.ALARM);
        Set<CameraState> chosen = list.isEmpty() ? Set.copyOf(TAMPERING.values()) : states;
        return Optional.of(new SecurityRule.Tamper(id, watch, chosen, dwell, alerting));
    }
}
