package watchpost.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import watchpost.config.text.Quantities;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.event.Severity;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** What the blocks of several kinds of rules have in common. */
record RuleParts(Places places, Named<Schedule> schedules, WatchReader watches) {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    Watch watch(Section section, Set<String> usual) {
        return watches.read(section, usual);
    }

    /** The zone by its name, or its corners, which then bear the name of the rule. */
    Optional<Zone> zone(RuleId id, Section section) {
        return section.need("zone").flatMap(entry -> zone(id, entry));
    }

    Optional<Zone> zone(RuleId id, Entry entry) {
        if (entry.isList()) {
            return ShapeReader.polygon(entry).map(area -> new Zone(id.value(), area));
        }
        return places.zones().find(entry);
    }

    /** Several zones by their names. */
    List<Zone> zones(Section section) {
        List<Zone> zones = new ArrayList<>();
        for (Entry item : section.need("zones").map(Entry::items).orElse(List.of())) {
            places.zones().find(item).ifPresent(zones::add);
        }
        return zones;
    }

    Optional<Tripwire> line(RuleId id, Section section) {
        Optional<Entry> entry = section.need("line");
        if (entry.isPresent() && entry.get().isList()) {
            return ShapeReader.line(entry.get()).map(line -> new Tripwire(id.value(), line));
        }
        return entry.flatMap(places.lines()::find);
    }

    Optional<Signal> signal(Section section) {
        return section.need("signal").flatMap(places.signals()::find);
    }

    List<Lane> lanes(Section section) {
        Optional<Entry> entry = section.take("lanes");
        if (places.lanes().things().isEmpty()) {
            section.wrong("needs lanes", "add them under lanes of the camera");
            return List.of();
        }
        if (entry.isPresent() && entry.get().isList()) {
            Set<Lane> named = new LinkedHashSet<>();
            for (Entry item : entry.get().items()) {
                places.lanes().find(item).ifPresent(named::add);
            }
            return List.copyOf(named);
        }
        boolean all = entry.isEmpty() || entry.get().text().equals(Optional.of("all"));
        return all
                ? places.lanes().all()
                : entry.flatMap(places.lanes()::find).map(List::of).orElse(List.of());
    }

    static Direction in(Section section) {
        return section.read("in", Readers.oneOf(Direction.class), Direction.LEFT_TO_RIGHT);
    }

    static Duration dwell(Section section, String least, Duration usual) {
        return section.read("for", Readers.duration(least, "24 h"), usual);
    }

    static Duration interval(Section section) {
        return section.read("every", Readers.duration("1 s", "24 h"), INTERVAL);
    }

    static OptionalInt number(Section section, String key, int least) {
        return section.read(key, text -> OptionalInt.of(Quantities.whole(text, least, 10_000)), OptionalInt.empty());
    }

    Alerting alerting(Section section, Severity usual) {
        Duration cooldown = section.read("cooldown", Readers.duration("0 s", "24 h"), Duration.ofSeconds(30));
        Optional<Entry> severity = section.take("severity");
        if (severity.isEmpty() || severity.get().isText() || severity.get().isNothing()) {
            return new Alerting(
                    severity.flatMap(word -> word.read(Readers.oneOf(Severity.class)))
                            .orElse(usual),
                    cooldown);
        }
        return bySchedule(severity.get(), usual, cooldown);
    }

    /** {@code severity: {usual: warning, night: alarm}}: schedules in the order of the file. */
    private Alerting bySchedule(Entry entry, Severity usual, Duration cooldown) {
        try (Section section = entry.section()) {
            Severity otherwise = section.read("usual", Readers.oneOf(Severity.class), usual);
            List<Alerting.At> at = new ArrayList<>();
            Map<String, Optional<Schedule>> known = new LinkedHashMap<>(schedules.things());
            known.forEach((name, schedule) -> section.take(name)
                    .flatMap(word -> word.read(Readers.oneOf(Severity.class)))
                    .ifPresent(severity -> schedule.ifPresent(hours -> at.add(new Alerting.At(hours, severity)))));
            return new Alerting(otherwise, cooldown, at);
        }
    }

    static void opensNoIncident(Section section) {
        for (String key : List.of("severity", "cooldown", "modes")) {
            section.take(key)
                    .ifPresent(entry -> entry.doubtful("has no effect: this kind of rule opens no incidents", ""));
        }
    }
}
