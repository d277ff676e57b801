package watchpost.testkit.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the checker reads of an envelope.
 *
 * @param camera empty for the box's own
 * @param incident empty if the message is not about one
 */
record Envelope(
        String site,
        String box,
        String epoch,
        long seq,
        String eventId,
        String camera,
        String incident,
        boolean replayed) {

    /** The envelope of a payload; empty if one of its fields is missing. */
    static Optional<Envelope> of(JsonNode payload) {
        Envelope envelope = new Envelope(
                payload.path("site").asText(),
                payload.path("box").asText(),
                payload.path("epoch").asText(),
                payload.path("seq").asLong(),
                payload.path("event_id").asText(),
                payload.path("camera").asText(),
                payload.path("incident_id").asText(),
                payload.path("replayed").asBoolean());
        boolean whole =
                !envelope.box.isEmpty() && !envelope.epoch.isEmpty() && envelope.seq > 0 && !envelope.eventId.isEmpty();
        return whole ? Optional.of(envelope) : Optional.empty();
    }

    /** The name of its sequence in reports. */
    String sequence() {
        return sequence(epoch);
    }

    /** The name of the same box's sequence in another epoch. */
    String sequence(String otherEpoch) {
        return (site.isEmpty() ? "" : site + "/") + box + " epoch " + otherEpoch;
    }
}
