package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.Severity;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;

/** Reads what {@link Messages#incident} wrote, as far as the published numbers go: they are rounded. Any thread. */
public final class IncidentReader {
    private static final String OTHER_REASONS = "other_reasons";

    private IncidentReader() {}

    /** @throws IllegalArgumentException if {@code payload} is not an incident of this version */
    public static Incident read(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        JsonNode attributes = node.path("attributes");
        List<Incident.Reason> others = new ArrayList<>();
        attributes.path(OTHER_REASONS).forEach(reason -> others.add(reason(reason)));
        return new Incident(
                text(node, "incident_id"),
                optional(node, "camera").map(CameraId::new),
                optional(node, "rule").map(RuleId::new),
                constant(IncidentKind.values(), text(node, "kind")),
                constant(Phase.values(), text(node, "phase")),
                constant(Severity.values(), text(node, "severity")),
                Instant.parse(text(node, "at")),
                constant(ClockQuality.values(), text(node, "clock")),
                node.has("object") ? Optional.of(subject(node.path("object"))) : Optional.empty(),
                place(node),
                text(node, "why"),
                Instant.parse(text(node, "started_at")),
                optional(node, "ended_at").map(Instant::parse),
                values(attributes),
                others,
                node.path("test").asBoolean());
    }

    /** What it refers to. */
    public static Media media(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        JsonNode attributes = node.path("attributes");
        return new Media(
                optional(node, Message.PICTURE), optional(node, Message.CLIP), optional(attributes, Message.NO_CLIP));
    }

    private static Subject subject(JsonNode node) {
        JsonNode box = node.path("box");
        return new Subject(
                text(node, "class"),
                node.path("confidence").asDouble(),
                node.path("track").asLong(),
                new Box(
                        box.path(0).asDouble(),
                        box.path(1).asDouble(),
                        box.path(2).asDouble(),
                        box.path(3).asDouble()));
    }

    private static Incident.Reason reason(JsonNode node) {
        return new Incident.Reason(
                new RuleId(text(node, "rule")),
                constant(IncidentKind.values(), text(node, "kind")),
                constant(Severity.values(), text(node, "severity")),
                place(node),
                text(node, "why"));
    }

    private static Optional<Place> place(JsonNode node) {
        return Stream.of(Place.Shape.values())
                .filter(shape -> node.has(Messages.word(shape)))
                .findFirst()
                .map(shape -> new Place(shape, text(node, Messages.word(shape))));
    }

    private static Values values(JsonNode object) {
        Values.Builder values = Values.builder();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getKey().equals(OTHER_REASONS) && !field.getKey().equals(Message.NO_CLIP)) {
                put(values, field.getKey(), field.getValue());
            }
        }
        return values.build();
    }

    private static void put(Values.Builder values, String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            values.put(name, value.asLong());
        } else if (value.isNumber()) {
            values.put(name, value.asDouble());
        } else if (value.isBoolean()) {
            values.put(name, value.asBoolean());
        } else if (value.isObject()) {
            values.put(name, values(value));
        } else if (value.isArray()) {
            values.put(name, elements(value));
        } else {
            values.put(name, value.asText());
        }
    }

    private static List<Object> elements(JsonNode array) {
        List<Object> elements = new ArrayList<>();
        for (JsonNode element : array) {
            Values.Builder one = Values.builder();
            put(one, "", element);
            elements.add(Objects.requireNonNull(one.build().entries().get("")));
        }
        return elements;
    }

    /** The constant whose word in the contract is {@code word}. */
    private static <T extends Enum<T>> T constant(T[] constants, String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown word " + word));
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(text(node, name)) : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("no " + name + " in an incident");
        }
        return value.textValue();
    }
}
