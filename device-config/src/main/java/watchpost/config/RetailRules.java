package watchpost.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.config.text.Quantities;
import watchpost.config.yaml.Section;
import watchpost.core.event.Severity;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RetailRule.DoorOccupancy.Reset;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** The blocks of rules for shops. */
final class RetailRules {
    private final RuleParts parts;
    private final ZoneId timeZone;

    RetailRules(RuleParts parts, ZoneId timeZone) {
        this.parts = parts;
        this.timeZone = timeZone;
    }

    Optional<RuleSpec> footfall(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Tripwire> line = parts.line(id, section);
        Direction in = RuleParts.in(section);
        Optional<Zone> staff = section.take("staff").flatMap(entry -> parts.zone(id, entry));
        Duration interval = RuleParts.interval(section);
        RuleParts.opensNoIncident(section);
        return line.map(where -> new RetailRule.Footfall(id, watch, where, in, staff, interval));
    }

    /** Of a zone, or, with a line, of what is behind a door. */
    Optional<RuleSpec> occupancy(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        OptionalInt limit = RuleParts.number(section, "limit", 0);
        Duration interval = RuleParts.interval(section);
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        if (section.take("line").isEmpty()) {
            Optional<Zone> zone = parts.zone(id, section);
            return zone.map(where -> new RetailRule.Occupancy(id, watch, where, limit, interval, alerting));
        }
        Optional<Tripwire> line = parts.line(id, section);
        Direction in = RuleParts.in(section);
        Optional<Reset> reset = section.take("reset")
                .flatMap(entry -> entry.read(Quantities::timeOfDay))
                .map(time -> new Reset(time, timeZone));
        return line.map(where -> new RetailRule.DoorOccupancy(id, watch, where, in, limit, reset, interval, alerting));
    }

    Optional<RuleSpec> dwell(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        Optional<Duration> limit = section.take("limit").flatMap(entry -> entry.read(Readers.duration("1 s", "24 h")));
        Duration interval = RuleParts.interval(section);
        Alerting alerting = parts.alerting(section, Severity.INFO);
        return zone.map(where -> new RetailRule.Dwell(id, watch, where, limit, interval, alerting));
    }

    Optional<RuleSpec> queue(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        Optional<Zone> zone = parts.zone(id, section);
        Optional<Zone> counter = section.take("counter").flatMap(entry -> parts.zone(id, entry));
        Duration settle = section.read("settle", Readers.duration("0 s", "10 min"), Duration.ofSeconds(3));
        OptionalInt limit = RuleParts.number(section, "limit", 0);
        Duration interval = RuleParts.interval(section);
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return zone.map(where -> new RetailRule.Queue(id, watch, where, counter, settle, limit, interval, alerting));
    }

    Optional<RuleSpec> heatmap(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        int columns = section.read("columns", text -> Quantities.whole(text, 1, 128), 32);
        int rows = section.read("rows", text -> Quantities.whole(text, 1, 128), 18);
        Duration interval = RuleParts.interval(section);
        RuleParts.opensNoIncident(section);
        return Optional.of(new RetailRule.Heatmap(id, watch, columns, rows, interval));
    }

    Optional<RuleSpec> stock(RuleId id, Section section) {
        Watch watch = parts.watch(section, Set.of());
        Optional<Zone> zone = parts.zone(id, section);
        int least = section.read("least", text -> Quantities.whole(text, 1, 10_000), 1);
        Duration dwell = RuleParts.dwell(section, "0 s", Duration.ofMinutes(1));
        Duration interval = RuleParts.interval(section);
        Alerting alerting = parts.alerting(section, Severity.WARNING);
        return zone.map(where -> new RetailRule.Stock(id, watch, where, least, dwell, interval, alerting));
    }

    Optional<RuleSpec> paths(RuleId id, Section section) {
        Watch watch = parts.watch(section, ClassSets.PEOPLE);
        List<Zone> zones = parts.zones(section);
        Duration interval = RuleParts.interval(section);
        RuleParts.opensNoIncident(section);
        if (zones.size() < 2) {
            section.take("zones").ifPresent(entry -> entry.wrong("a path needs two zones or more", ""));
            return Optional.empty();
        }
        return Optional.of(new RetailRule.Paths(id, watch, zones, interval));
    }
}
