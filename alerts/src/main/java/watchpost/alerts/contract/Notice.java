package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.incident.Incident;

/**
 * What a stored message says, for those who tell it to people.
 *
 * @param replayed true if it is sent late
 * @param clip path of the incident's clip on the box's page
 * @param incident the change of an incident that it is about
 * @param givenUp what was given up, if it is a gap
 */
public record Notice(
        String eventId,
        boolean replayed,
        Optional<String> clip,
        Optional<Incident> incident,
        Optional<GivenUp> givenUp) {

    /**
     * Messages that will not come.
     *
     * @param reason one sentence without a full stop
     * @param counts how many of what
     */
    public record GivenUp(String reason, Map<String, Long> counts) {
        public GivenUp {
            counts = Map.copyOf(counts);
        }
    }

    /** @throws IllegalArgumentException if {@code payload} is neither an incident nor a gap of this version */
    public static Notice read(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        boolean gap = node.path("schema").asText().equals(Json.schema("gap"));
        return new Notice(
                node.path("event_id").asText(),
                node.path(Message.REPLAYED).asBoolean(),
                gap ? Optional.empty() : IncidentReader.media(payload).clip(),
                gap ? Optional.empty() : Optional.of(IncidentReader.read(payload)),
                gap ? Optional.of(givenUp(node)) : Optional.empty());
    }

    private static GivenUp givenUp(ObjectNode node) {
        Map<String, Long> counts = new LinkedHashMap<>();
        node.path("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return new GivenUp(node.path("reason").asText(), counts);
    }
}
