package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;

/**
 * A message with an envelope, complete but for its place in the sequence. Confined to the thread that made it.
 */
public final class Message {
    static final String EPOCH = "epoch";
    static final String SEQ = "seq";
    static final String REPLAYED = "replayed";
    static final String CLOCK = "clock";
    static final String TEST = "test";
    static final String QUIET = "quiet";
    static final String TRIGGER = "trigger";
    static final String PICTURE = "picture";
    static final String PICTURE_JPEG = "picture_jpeg";
    static final String CLIP = "clip";
    /** Among the attributes. */
    static final String NO_CLIP = "no_clip";

    private static final List<String> STAMPS = List.of("at", "started_at", "ended_at");

    private final String eventId;
    private final String topic;
    private final Optional<CameraId> camera;
    private final Subject subject;
    private final Rank rank;
    private final ObjectNode body;

    /**
     * The incident that a message is about.
     *
     * @param incidentId empty if it is not about one
     * @param lasts true if the incident is open after this message
     */
    public record Subject(String incidentId, boolean lasts) {
        static final Subject NONE = new Subject("", false);
    }

    Message(String eventId, String topic, Optional<CameraId> camera, Subject subject, Rank rank, ObjectNode body) {
        this.eventId = eventId;
        this.topic = topic;
        this.camera = camera;
        this.subject = subject;
        this.rank = rank;
        this.body = body;
    }

    public String eventId() {
        return eventId;
    }

    public String topic() {
        return topic;
    }

    /** Messages of one camera keep their order; those of the box itself (empty) among each other too. */
    public Optional<CameraId> camera() {
        return camera;
    }

    /** The incident that the message is about. */
    public Subject subject() {
        return subject;
    }

    public Rank rank() {
        return rank;
    }

    /**
     * The payload with its place in the sequence.
     *
     * @param epoch id of the outbox file's life
     * @param seq from 1, without holes in an epoch
     */
    public byte[] payload(String epoch, long seq) {
        body.put(EPOCH, epoch);
        body.put(SEQ, seq);
        return Json.bytes(body);
    }

    /** Where a stored payload stands. */
    public record Place(String epoch, long seq) {}

    /** The place in its sequence of {@code payload}, which {@link #payload} made. */
    public static Place place(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        return new Place(node.path(EPOCH).asText(), node.path(SEQ).asLong());
    }

    /** Says that nobody is to be woken by it. */
    public void silence() {
        body.put(QUIET, true);
    }

    /**
     * Says which rule brings it, where that is not the one in {@code rule}. Only for those who say a message again in the words of
     * others: they have to know what happened now, and not only how it stands.
     */
    public void triggeredBy(RuleId rule, IncidentKind kind) {
        body.putObject(TRIGGER).put("rule", rule.value()).put("kind", kind.wireName());
    }

    /** The payload as one line of text. */
    public String line(String epoch, long seq) {
        return new String(payload(epoch, seq), StandardCharsets.UTF_8);
    }

    /** {@code payload}, which {@link #payload} made, marked as sent late. */
    public static byte[] replayed(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        node.put(REPLAYED, true);
        return Json.bytes(node);
    }

    /**
     * {@code payload} with its stamps moved by {@code jump} and marked so, if it was stamped before that by a clock that had not been
     * synchronised; empty if it was not.
     */
    public static Optional<byte[]> corrected(byte[] payload, ClockJump jump) {
        ObjectNode node = Json.parse(payload);
        if (!node.path(CLOCK).asText().equals(ClockQuality.UNSYNCED.wireName())) {
            return Optional.empty();
        }
        if (!jump.isAfter(Instant.parse(node.path("at").asText()))) {
            return Optional.empty();
        }
        node.put(CLOCK, ClockQuality.CORRECTED.wireName());
        STAMPS.forEach(name -> move(node, name, jump.by()));
        if (node.get("interval") instanceof ObjectNode interval) {
            move(interval, "from", jump.by());
            move(interval, "to", jump.by());
        }
        return Optional.of(Json.bytes(node));
    }

    private static void move(ObjectNode node, String name, Duration jump) {
        if (node.has(name)) {
            node.put(name, Json.stamp(Instant.parse(node.path(name).asText()).plus(jump)));
        }
    }

    /** True if what {@code payload} tells happened before {@code oldest}, by a clock that was right. */
    public static boolean isOlder(byte[] payload, Instant oldest) {
        ObjectNode node = Json.parse(payload);
        boolean sure = !node.path(CLOCK).asText().equals(ClockQuality.UNSYNCED.wireName());
        return sure && Instant.parse(node.path("at").asText()).isBefore(oldest);
    }

    /** The id of the event that {@code payload} tells. */
    public static String eventId(byte[] payload) {
        return Json.parse(payload).path("event_id").asText();
    }

    /** The incident whose beginning {@code payload} tells; empty for every other message. */
    public static Optional<String> beginning(byte[] payload) {
        ObjectNode node = Json.parse(payload);
        return node.path("phase").asText().equals(Phase.OPENED.wireName())
                ? Optional.of(node.path("incident_id").asText())
                : Optional.empty();
    }

    /** {@code payload} with a picture in it, in Base64. */
    public static byte[] carrying(byte[] payload, byte[] jpeg) {
        ObjectNode node = Json.parse(payload);
        node.put(PICTURE_JPEG, jpeg);
        return Json.bytes(node);
    }

    /** {@code payload} of an incident with the topic of its picture. */
    public static byte[] withPicture(byte[] payload, String topic) {
        ObjectNode node = Json.parse(payload);
        node.put(PICTURE, topic);
        return Json.bytes(node);
    }
}
