package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import watchpost.alerts.id.Ids;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Measurement;
import watchpost.core.event.Place;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.core.vision.Finding;

/** Writes the messages that have an envelope. As thread-safe as its ids. */
public final class Messages {
    private final Origin origin;
    private final Ids ids;

    public Messages(Origin origin, Ids ids) {
        this.origin = origin;
        this.ids = ids;
    }

    /** A time as messages say it: UTC with milliseconds. */
    public static String stamp(Instant instant) {
        return Json.stamp(instant);
    }

    /** What stands in an incident of what a second model found out. */
    public static Values finding(Finding finding) {
        return Values.builder()
                .put("text", finding.text())
                .put("confidence", finding.confidence())
                .put("at", Json.stamp(finding.moment().wall()))
                .build();
    }

    /** @param media what it refers to */
    public Message incident(Incident incident, Media media) {
        String id = ids.next(incident.at(), incident.phase().wireName() + " " + incident.id());
        ObjectNode node =
                envelope(new Head("incident", id, incident.camera(), incident.rule(), incident.at(), incident.clock()));
        node.put(Message.TEST, incident.test());
        node.put("incident_id", incident.id());
        node.put("phase", incident.phase().wireName());
        node.put("kind", incident.kind().wireName());
        node.put("severity", incident.severity().wireName());
        incident.subject().ifPresent(subject -> node.set("object", object(subject)));
        incident.place().ifPresent(place -> node.put(word(place.shape()), place.name()));
        node.put("why", incident.why());
        node.put("started_at", Json.stamp(incident.startedAt()));
        incident.endedAt().ifPresent(end -> node.put("ended_at", Json.stamp(end)));
        media.picture().ifPresent(topic -> node.put(Message.PICTURE, topic));
        media.clip().ifPresent(path -> node.put(Message.CLIP, path));
        ObjectNode attributes = Json.object(incident.attributes());
        if (!incident.otherReasons().isEmpty()) {
            ArrayNode others = attributes.putArray("other_reasons");
            incident.otherReasons().forEach(reason -> others.add(reason(reason)));
        }
        media.noClip().ifPresent(why -> attributes.put(Message.NO_CLIP, why));
        if (!attributes.isEmpty()) {
            node.set("attributes", attributes);
        }
        return new Message(
                id,
                origin.topics().incident(incident.camera(), incident.kind()),
                incident.camera(),
                new Message.Subject(incident.id(), incident.phase() != Phase.CLOSED),
                Rank.of(incident.severity()),
                node);
    }

    public Message measurement(Measurement measurement) {
        String id = ids.next(
                measurement.at().wall(),
                "measurement " + measurement.camera() + " " + measurement.rule() + " " + measurement.kind());
        ObjectNode node = envelope(new Head(
                "measurement",
                id,
                Optional.of(measurement.camera()),
                Optional.of(measurement.rule()),
                measurement.at().wall(),
                measurement.at().clock()));
        node.put("kind", measurement.kind().wireName());
        node.putObject("interval").put("from", Json.stamp(measurement.from())).put("to", Json.stamp(measurement.to()));
        node.set("completeness", Json.share(measurement.completeness()));
        Json.putAll(node, measurement.values());
        return new Message(
                id,
                origin.topics().measurement(measurement.camera(), measurement.rule()),
                Optional.of(measurement.camera()),
                Message.Subject.NONE,
                Rank.MEASUREMENT,
                node);
    }

    public Message gap(Gap gap, Instant at, ClockQuality clock) {
        String id = ids.next(at, "gap " + gap.from() + " " + gap.to());
        ObjectNode node = envelope(new Head("gap", id, Optional.empty(), Optional.empty(), at, clock));
        gap.ofEpoch().ifPresent(epoch -> node.put("of_epoch", epoch));
        node.put("from_seq", gap.from());
        node.put("to_seq", gap.to());
        gap.lost().ifPresent(lost -> {
            ArrayNode ranges = node.putArray("ranges");
            lost.forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
        });
        node.put("reason", gap.reason());
        ObjectNode counts = node.putObject("counts");
        gap.counts().forEach(counts::put);
        return new Message(id, origin.topics().gaps(), Optional.empty(), Message.Subject.NONE, Rank.GAP, node);
    }

    private record Head(
            String schema,
            String eventId,
            Optional<CameraId> camera,
            Optional<RuleId> rule,
            Instant at,
            ClockQuality clock) {}

    private ObjectNode envelope(Head head) {
        ObjectNode node = Json.payload(head.schema());
        node.put("event_id", head.eventId());
        node.put("site", origin.site());
        node.put("box", origin.box());
        node.put(Message.EPOCH, "");
        node.put(Message.SEQ, 0L);
        head.camera().ifPresent(camera -> node.put("camera", camera.value()));
        head.rule().ifPresent(rule -> node.put("rule", rule.value()));
        node.put("at", Json.stamp(head.at()));
        node.put(Message.CLOCK, head.clock().wireName());
        node.put(Message.REPLAYED, false);
        node.put(Message.TEST, false);
        return node;
    }

    private static ObjectNode object(Subject subject) {
        ObjectNode node = Json.object();
        node.put("class", subject.label());
        node.set("confidence", Json.value(subject.confidence()));
        node.put("track", subject.track());
        node.set("box", Json.box(subject.box()));
        return node;
    }

    private static ObjectNode reason(Incident.Reason reason) {
        ObjectNode node = Json.object();
        node.put("rule", reason.rule().value());
        node.put("kind", reason.kind().wireName());
        node.put("severity", reason.severity().wireName());
        reason.place().ifPresent(place -> node.put(word(place.shape()), place.name()));
        node.put("why", reason.why());
        return node;
    }

    static String word(Place.Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT);
    }
}
