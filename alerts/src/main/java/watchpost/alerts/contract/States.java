package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Values;

/** Writes the payloads that say how things stand: retained, without an envelope, only the newest counts. Any thread. */
public final class States {
    private final Origin origin;

    public States(Origin origin) {
        this.origin = origin;
    }

    /** What the box says of itself. */
    public enum Presence {
        ONLINE,
        /** Said by the broker when the connection broke: the last will. */
        OFFLINE,
        /** Said by the box before it stops in good order. */
        STOPPED
    }

    /** @param since when the state began; for the last will, when the connection that broke had been made */
    public byte[] status(Presence state, String version, String epoch, Instant since) {
        ObjectNode node = head("status");
        node.put("state", state.name().toLowerCase(Locale.ROOT));
        node.put("version", version);
        node.put("epoch", epoch);
        node.put("since", Json.stamp(since));
        return Json.bytes(node);
    }

    public byte[] cameraStatus(CameraStatus status) {
        ObjectNode node = head("camera-status");
        node.put("camera", status.camera().value());
        node.put("state", status.state().wireName());
        node.put("reason", status.reason());
        node.put("since", Json.stamp(status.since()));
        node.set("decoded_fps", Json.value(status.decodedFps()));
        node.set("analysed_fps", Json.value(status.analysedFps()));
        return Json.bytes(node);
    }

    public byte[] level(Level level) {
        ObjectNode node = head("level");
        node.put("camera", level.camera().value());
        node.put("rule", level.rule().value());
        node.put("kind", level.kind().wireName());
        node.put("at", Json.stamp(level.at().wall()));
        node.put("clock", level.at().clock().wireName());
        Json.putAll(node, level.values());
        return Json.bytes(node);
    }

    public byte[] health(Instant at, Values values) {
        ObjectNode node = head("health");
        node.put("at", Json.stamp(at));
        Json.putAll(node, values);
        return Json.bytes(node);
    }

    /** The answer to a command; an {@code error} means that it was not done. */
    public byte[] reply(String requestId, Optional<String> error, Values values) {
        ObjectNode node = head("reply");
        node.put("request_id", requestId);
        node.put("ok", error.isEmpty());
        error.ifPresent(sentence -> node.put("error", sentence));
        Json.putAll(node, values);
        return Json.bytes(node);
    }

    private ObjectNode head(String schema) {
        ObjectNode node = Json.payload(schema);
        node.put("site", origin.site());
        node.put("box", origin.box());
        return node;
    }
}
