package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import watchpost.core.id.CameraId;

/**
 * A message with an envelope, complete but for its place in the sequence. Confined to the thread that made it.
 */
public final class Message {
    static final String EPOCH = "epoch";
    static final String SEQ = "seq";
    static final String REPLAYED = "replayed";
    static final String TEST = "test";
    static final String PICTURE = "picture";

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

    /** {@code payload} of an incident with the topic of its picture. */
    public static byte[] withPicture(byte[] payload, String topic) {
        ObjectNode node = Json.parse(payload);
        node.put(PICTURE, topic);
        return Json.bytes(node);
    }
}
