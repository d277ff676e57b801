package watchpost.config;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.id.Names;
import watchpost.core.id.RuleId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;

/** One block below a camera's {@code rules}. */
final class RuleReader {
    /** What any kind of rule may have: all that can be checked where the kind is wrong itself. */
    private static final List<String> ALL_KEYS = List.of(
            ("kind classes confidence min-height min-travel anchor overlap hysteresis schedule modes severity cooldown zone zones"
                            + " line lanes for direction in every limit owners count density states vehicles below"
                            + " tolerance signal grace post-encroachment time-to-collision staff reset counter settle"
                            + " columns rows least read")
                    .split(" ", -1));

    /** Kinds whose incidents are about one object, of which a second model may find out more. */
    private static final Set<String> OF_ONE_OBJECT = Set.of(
            "intrusion",
            "line-crossing",
            "loitering",
            "wrong-way",
            "stopped-vehicle",
            "speeding",
            "red-light",
            "dwell");

    private final boolean calibrated;
    private final Named<String> siteModes;
    private final Map<String, KindReader> kinds = new LinkedHashMap<>();
    private final Map<RuleId, Set<String>> modes = new LinkedHashMap<>();

    /**
     * What the whole file says that rules refer to.
     *
     * @param modes of the site
     */
    record Known(Named<Schedule> schedules, Named<String> modes, Models models, ZoneId timeZone) {}

    /** @param calibrated true if the camera knows its ground */
    RuleReader(Places places, Known known, boolean calibrated) {
        this.calibrated = calibrated;
        this.siteModes = known.modes();
        RuleParts parts = new RuleParts(places, known.schedules(), new WatchReader(known.schedules(), known.models()));
        SecurityRules security = new SecurityRules(parts);
        kinds.put("intrusion", security::intrusion);
        kinds.put("line-crossing", security::lineCrossing);
        kinds.put("loitering", security::loitering);
        kinds.put("abandoned-object", security::abandonedObject);
        kinds.put("removed-object", security::removedObject);
        kinds.put("crowd", security::crowd);
        kinds.put("tamper", security::tamper);
        TrafficRules traffic = new TrafficRules(parts);
        kinds.put("traffic-flow", traffic::flow);
        kinds.put("wrong-way", traffic::wrongWay);
        kinds.put("stopped-vehicle", traffic::stoppedVehicle);
        kinds.put("pedestrian-on-road", traffic::pedestrianOnRoad);
        kinds.put("congestion", traffic::congestion);
        kinds.put("speeding", traffic::speeding);
        kinds.put("red-light", traffic::redLight);
        kinds.put("near-miss", traffic::nearMiss);
        RetailRules retail = new RetailRules(parts, known.timeZone());
        kinds.put("footfall", retail::footfall);
        kinds.put("occupancy", retail::occupancy);
        kinds.put("dwell", retail::dwell);
        kinds.put("heatmap", retail::heatmap);
        kinds.put("stock", retail::stock);
        kinds.put("paths", retail::paths);
        kinds.put(
                "queue",
                (id, section) ->
                        section.take("lanes").isPresent() ? traffic.queue(id, section) : retail.queue(id, section));
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
            Optional<RuleSpec> rule = kind.get().read(id, section);
            if (rule.isPresent() && rule.get().needsGround() && !calibrated) {
                section.wrong("needs a calibrated camera", "add calibration to the camera");
            }
            section.take("modes").ifPresent(named -> modes.put(id, ModesReader.ofRule(named, siteModes)));
            boolean reads = rule.isPresent() && rule.get().watch().read().isPresent();
            if (reads && !OF_ONE_OBJECT.contains(rule.get().kind())) {
                section.take("read")
                        .ifPresent(key -> key.wrong(
                                "has no effect: " + rule.get().kind() + " is not about one vehicle", "remove it"));
            }
            return rule;
        }
    }

    /** The modes of the rules read so far that name some. */
    Map<RuleId, Set<String>> modes() {
        return modes;
    }
}
