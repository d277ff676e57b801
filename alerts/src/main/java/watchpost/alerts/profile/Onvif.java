package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import watchpost.alerts.contract.Json;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.outbox.Copier;
import watchpost.alerts.outbox.StoredMessage;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;
import watchpost.core.event.MeasurementKind;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;

/**
 * Events in the style of ONVIF's Profile M: JSON over MQTT. What lasts (a property) stands retained; what happens in an instant goes out
 * beside the message of the outbox. All values are text, as in the simple items of ONVIF's messages. Source: ONVIF Event Handling over
 * MQTT, ONVIF Analytics Service, annexes of rules.
 */
final class Onvif implements RetainedProfile, Copier {
    private static final String CROSSED = "RuleEngine/LineDetector/Crossed";
    private static final String COUNTER = "RuleEngine/CountAggregation/Counter";
    private static final String OCCUPANCY = "RuleEngine/CountAggregation/OccupancyCounter";

    private final String prefix;
    private final OpenReasons open;
    /** What lasts, by where it comes from; of the cameras described last. */
    private final Map<OpenReasons.Origin, Property> properties = new LinkedHashMap<>();

    /** A topic without prefix and source, and the name of its truth value. */
    private record Property(String topic, String name, Source source) {}

    /** Where an event comes from: the items of the source, whose values in order end the topic. */
    private record Source(ObjectNode items) {
        static Source of(CameraId camera) {
            return new Source(Json.object().put("Source", camera.value()));
        }

        static Source of(String camera, String rule) {
            return new Source(Json.object()
                    .put("VideoSource", "1")
                    .put("AnalyticsConfiguration", camera)
                    .put("Rule", rule));
        }

        String topic() {
            List<String> values = new ArrayList<>();
            items.forEach(value -> values.add(value.asText()));
            return "/&" + String.join("/", values);
        }
    }

    /** @param prefix what topics begin with, before {@code onvif-ej} */
    Onvif(String prefix, OpenReasons open) {
        this.prefix = prefix + "/onvif-ej/";
        this.open = open;
    }

    @Override
    public Map<String, Described> describe(
            List<ProfileSettings.Watched> cameras, Map<String, Map<String, String>> before, Instant now) {
        Map<String, Described> all = new LinkedHashMap<>();
        properties.clear();
        for (ProfileSettings.Watched camera : cameras) {
            Source source = Source.of(camera.id());
            properties.put(
                    OpenReasons.Origin.of(Optional.of(camera.id()), IncidentKind.TAMPER),
                    new Property("VideoSource/GlobalSceneChange/AnalyticsService", "State", source));
            properties.put(
                    OpenReasons.Origin.of(Optional.of(camera.id()), IncidentKind.CAMERA_OFFLINE),
                    new Property("VideoSource/SignalLoss", "State", source));
            for (RuleSpec rule : camera.rules()) {
                describe(camera.id(), rule, all);
            }
        }
        properties.keySet().forEach(origin -> incidents(origin, now)
                .ifPresent(state -> all.put(state.topic(), Described.state(state.payload()))));
        return all;
    }

    private void describe(CameraId camera, RuleSpec rule, Map<String, Described> all) {
        RuleFacts.incidents(rule)
                .flatMap(kind -> property(kind, camera, rule.id()))
                .ifPresent(property -> properties.put(OpenReasons.Origin.of(camera, rule.id()), property));
        if (rule instanceof RetailRule.Occupancy || rule instanceof RetailRule.DoorOccupancy) {
            all.put(topic(OCCUPANCY, Source.of(camera.value(), rule.id().value())), Described.later());
        }
        if (rule instanceof RetailRule.Footfall) {
            for (String way : List.of("in", "out")) {
                all.put(topic(COUNTER, counter(camera.value(), rule.id().value(), way)), Described.later());
            }
        }
    }

    private static Optional<Property> property(IncidentKind kind, CameraId camera, RuleId rule) {
        Source source = Source.of(camera.value(), rule.value());
        return switch (kind) {
            case INTRUSION, PEDESTRIAN_ON_ROAD ->
                Optional.of(new Property("RuleEngine/FieldDetector/ObjectsInside", "IsInside", source));
            case LOITERING ->
                Optional.of(new Property("RuleEngine/LoiteringDetector/ObjectIsLoitering", "State", source));
            default -> Optional.empty();
        };
    }

    private static Source counter(String camera, String rule, String way) {
        return Source.of(camera, rule + "-" + way);
    }

    @Override
    public Optional<Standing> incidents(OpenReasons.Origin origin, Instant at) {
        return Optional.ofNullable(properties.get(origin)).map(property -> {
            Optional<OpenReasons.Standing> standing = open.at(origin);
            ObjectNode data = Json.object().put(property.name(), Boolean.toString(standing.isPresent()));
            Instant since = standing.map(OpenReasons.Standing::since).orElse(at);
            return new Standing(
                    topic(property.topic(), property.source()), event(Json.stamp(since), property.source(), data));
        });
    }

    @Override
    public Optional<Standing> level(Level level) {
        Object count = level.values().entries().get("occupancy");
        if (level.kind() != MeasurementKind.OCCUPANCY || count == null) {
            return Optional.empty();
        }
        Source source = Source.of(level.camera().value(), level.rule().value());
        ObjectNode data = Json.object().put("Count", count.toString());
        String at = Json.stamp(level.at().wall());
        return Optional.of(new Standing(topic(OCCUPANCY, source), event(at, source, data)));
    }

    @Override
    public List<Copy> copies(StoredMessage message) {
        ObjectNode node = Json.parse(message.payload());
        if (node.path("test").asBoolean()) {
            return List.of(); // nothing happened, and ONVIF has no word for that
        }
        return message.rank() == Rank.MEASUREMENT ? counted(node) : happened(node);
    }

    private List<Copy> counted(ObjectNode node) {
        if (!node.path("kind").asText().equals(MeasurementKind.FOOTFALL.wireName())) {
            return List.of();
        }
        BiFunction<String, String, Copy> copy = (way, at) -> {
            long count = 0;
            for (JsonNode ofClass : node.path(way)) {
                count += ofClass.asLong();
            }
            Source source =
                    counter(node.path("camera").asText(), node.path("rule").asText(), way);
            ObjectNode data = Json.object().put("Count", Long.toString(count));
            return new Copy(topic(COUNTER, source), event(at, source, data), true);
        };
        String at = node.path("interval").path("to").asText();
        return List.of(copy.apply("in", at), copy.apply("out", at));
    }

    private List<Copy> happened(ObjectNode node) {
        boolean opened = node.path("phase").asText().equals("opened");
        JsonNode reason = opened ? node : node.path("trigger");
        Optional<String> topic = pulse(reason.path("kind").asText());
        if (topic.isEmpty() || !reason.has("rule") || !node.has("camera")) {
            return List.of();
        }
        Source source =
                Source.of(node.path("camera").asText(), reason.path("rule").asText());
        ObjectNode data = Json.object();
        JsonNode object = node.path("object");
        if (!object.isMissingNode()) {
            data.put("ObjectId", object.path("track").asText());
            type(object.path("class").asText()).ifPresent(type -> data.put("ClassTypes", type));
        }
        return List.of(
                new Copy(topic(topic.get(), source), event(node.path("at").asText(), source, data), false));
    }

    /** The topic of what is over as it happens. */
    private static Optional<String> pulse(String kind) {
        return switch (kind) {
            case "line-crossing" -> Optional.of(CROSSED);
            case "abandoned-object" -> Optional.of("RuleEngine/ObjectAbandoned");
            case "removed-object" -> Optional.of("RuleEngine/ObjectRemoved");
            default -> Optional.empty();
        };
    }

    /** ONVIF's class of an object; empty if it has none for it. */
    private static Optional<String> type(String label) {
        return switch (label) {
            case "person" -> Optional.of("Human");
            case "bicycle" -> Optional.of("Bicycle");
            case "motorcycle" -> Optional.of("Bike");
            case "car", "truck", "bus" -> Optional.of("Vehicle");
            case "bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe" ->
                Optional.of("Animal");
            default -> Optional.empty();
        };
    }

    private String topic(String topic, Source source) {
        return prefix + topic + source.topic();
    }

    private static byte[] event(String at, Source source, ObjectNode data) {
        ObjectNode node = Json.object().put("UtcTime", at);
        node.set("Source", source.items());
        node.set("Data", data);
        return Json.bytes(node);
    }
}
