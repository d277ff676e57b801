package watchpost.config;

import java.time.Duration;
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
import watchpost.core.id.Names;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** One block below a camera's {@code rules}. */
final class RuleReader {
    private static final Set<String> PEOPLE = Set.of("person");
    private static final Set<String> VEHICLES = Set.of("car", "truck", "bus", "motorcycle", "bicycle");
    /** What any kind of rule may have: all that can be checked where the kind is wrong itself. */
    private static final List<String> ALL_KEYS = List.of(
            "kind",
            "classes",
            "confidence",
            "min-height",
            "min-travel",
            "anchor",
            "schedule",
            "severity",
            "cooldown",
            "zone",
            "line",
            "lanes",
            "for",
            "direction",
            "in",
            "every",
            "limit");

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Places places;
    private final WatchReader watches;
    private final Map<String, KindReader> kinds = new LinkedHashMap<>();

    RuleReader(Places places, Named<Schedule> schedules, Optional<Set<String>> classes) {
        this.places = places;
        this.watches = new WatchReader(schedules, classes);
        kinds.put("intrusion", this::intrusion);
        kinds.put("line-crossing", this::lineCrossing);
        kinds.put("loitering", this::loitering);
        kinds.put("traffic-flow", this::trafficFlow);
        kinds.put("footfall", this::footfall);
        kinds.put("occupancy", this::occupancy);
    }

    /** Reads the keys of one kind of rule. */
    @FunctionalInterface
    private interface KindReader {
        Optional<RuleSpec> read(RuleId id, Section section);
    }

    /** The rule; empty if it is too wrong to make one, which is reported. */
    Optional<RuleSpec> read(Entry entry) {
        Section section = entry.section();
        Optional<KindReader> kind = section.need("kind").flatMap(word -> word.read(Readers.oneOf(kinds)));
        if (kind.isEmpty()) {
            section.allow(ALL_KEYS);
            section.close();
            return Optional.empty();
        }
        RuleId id = new RuleId(Names.isName(entry.name()) ? entry.name() : "unnamed");
        try (section) {
            return kind.get().read(id, section);
        }
    }

    private Optional<RuleSpec> intrusion(RuleId id, Section section) {
        Watch watch = watches.read(section, PEOPLE);
        Optional<Zone> zone = zone(id, section);
        Duration dwell = section.read("for", Readers.duration("0 s", "24 h"), Duration.ofSeconds(1));
        Alerting alerting = alerting(section, Severity.ALARM);
        return zone.map(where -> new RuleSpec.Intrusion(id, watch, where, dwell, alerting));
    }

    private Optional<RuleSpec> lineCrossing(RuleId id, Section section) {
        Watch watch = watches.read(section, PEOPLE);
        Optional<Tripwire> line = line(id, section);
        Map<String, Optional<Direction>> ways = Map.of(
                "both",
                Optional.empty(),
                Direction.LEFT_TO_RIGHT.wireName(),
                Optional.of(Direction.LEFT_TO_RIGHT),
                Direction.RIGHT_TO_LEFT.wireName(),
                Optional.of(Direction.RIGHT_TO_LEFT));
        Optional<Direction> way = section.read("direction", Readers.oneOf(ways), Optional.empty());
        Alerting alerting = alerting(section, Severity.WARNING);
        return line.map(where -> new RuleSpec.LineCrossing(id, watch, where, way, alerting));
    }

    private Optional<RuleSpec> loitering(RuleId id, Section section) {
        Watch watch = watches.read(section, PEOPLE);
        Optional<Zone> zone = zone(id, section);
        Duration dwell = section.read("for", Readers.duration("1 s", "24 h"), Duration.ofSeconds(20));
        Alerting alerting = alerting(section, Severity.WARNING);
        return zone.map(where -> new RuleSpec.Loitering(id, watch, where, dwell, alerting));
    }

    private Optional<RuleSpec> trafficFlow(RuleId id, Section section) {
        Watch watch = watches.read(section, VEHICLES);
        List<Lane> lanes = lanes(section);
        Duration interval = interval(section);
        opensNoIncident(section);
        return lanes.isEmpty() ? Optional.empty() : Optional.of(new RuleSpec.TrafficFlow(id, watch, lanes, interval));
    }

    private Optional<RuleSpec> footfall(RuleId id, Section section) {
        Watch watch = watches.read(section, PEOPLE);
        Optional<Tripwire> line = line(id, section);
        Direction in = section.read("in", Readers.oneOf(Direction.class), Direction.LEFT_TO_RIGHT);
        Duration interval = interval(section);
        opensNoIncident(section);
        return line.map(where -> new RuleSpec.Footfall(id, watch, where, in, interval));
    }

    private Optional<RuleSpec> occupancy(RuleId id, Section section) {
        Watch watch = watches.read(section, PEOPLE);
        Optional<Zone> zone = zone(id, section);
        OptionalInt limit =
                section.read("limit", text -> OptionalInt.of(Quantities.whole(text, 0, 10_000)), OptionalInt.empty());
        Duration interval = interval(section);
        Alerting alerting = alerting(section, Severity.WARNING);
        return zone.map(where -> new RuleSpec.Occupancy(id, watch, where, limit, interval, alerting));
    }

    /** The zone by its name, or its corners, which then bear the name of the rule. */
    private Optional<Zone> zone(RuleId id, Section section) {
        Optional<Entry> entry = section.need("zone");
        if (entry.isPresent() && entry.get().isList()) {
            return ShapeReader.polygon(entry.get()).map(area -> new Zone(id.value(), area));
        }
        return entry.flatMap(places.zones()::find);
    }

    private Optional<Tripwire> line(RuleId id, Section section) {
        Optional<Entry> entry = section.need("line");
        if (entry.isPresent() && entry.get().isList()) {
            return ShapeReader.line(entry.get()).map(line -> new Tripwire(id.value(), line));
        }
        return entry.flatMap(places.lines()::find);
    }

    private List<Lane> lanes(Section section) {
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

    private static Duration interval(Section section) {
        return section.read("every", Readers.duration("1 s", "24 h"), INTERVAL);
    }

    private static Alerting alerting(Section section, Severity usual) {
        return new Alerting(
                section.read("severity", Readers.oneOf(Severity.class), usual),
                section.read("cooldown", Readers.duration("0 s", "24 h"), Duration.ofSeconds(30)));
    }

    private static void opensNoIncident(Section section) {
        for (String key : List.of("severity", "cooldown")) {
            section.take(key)
                    .ifPresent(entry -> entry.doubtful("has no effect: this kind of rule opens no incidents", ""));
        }
    }
}
