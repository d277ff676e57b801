package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;
import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.vision.Trait;

/** The payload {@code incident}. What a kind adds is in {@link Attributes}. */
final class Incidents {
    private static final Type SAID = new Type.Named(
            "said",
            new Type.Group(List.of(
                    always("by", Types.text("night desk"), "who says it"),
                    always("role", Types.NAME, "with which role's signature").such("guard"),
                    sometimes("note", Types.words("the gardener"), "what else is to be said"),
                    sometimes("reason", Types.words("a cat"), "why it was none"),
                    always("at", Types.STAMP, "when it was said"))),
            "what somebody says of an incident");

    private static final Type BOX = new Type.Named(
            "box", new Type.Several(Types.SHARE, 4, 4), "left, top, width and height as fractions of the picture");

    private Incidents() {}

    static Payload payload() {
        Map<String, List<Field>> byKind = new LinkedHashMap<>();
        for (IncidentKind kind : IncidentKind.values()) {
            byKind.put(kind.wireName(), Attributes.of(kind));
        }
        return new Payload(
                "incident",
                "Incident",
                "One change of an incident: opened, updated any number of times, closed. On a topic of its kind; where a graver reason"
                        + " comes along later, the next message is of that kind and on that topic.",
                Envelope.before("incident", false, fields()),
                Optional.of(new Payload.Variants("attributes", byKind)),
                List.of(new Payload.Together("phase", "closed", "ended_at")),
                Optional.of(new Payload.Either("zone", "line")));
    }

    private static List<Field> fields() {
        return List.of(
                sometimes(
                        "quiet",
                        new Type.Flag(Optional.of(true)),
                        "there in quiet hours: nobody is to be woken by this message"),
                always("incident_id", Types.UUID7, "the same for all changes of one incident")
                        .such("019aa3e5-3f02-7d51-9b64-0c4e8f7a1b25"),
                always("phase", Type.Word.of(Phase.values()), "where the incident is in its life"),
                always("kind", Types.INCIDENT_KIND, "what kind of incident it is"),
                always("severity", Types.SEVERITY, "the highest that any of its reasons has had")
                        .such("alarm"),
                sometimes("object", object(), "the object as last seen; absent if it is not about one")
                        .such(object().example()),
                sometimes("zone", Types.text("yard"), "the zone of the rule").such("yard"),
                sometimes("line", Types.text("door"), "the line of the rule"),
                sometimes("lane", Types.text("left"), "the lane of the rule"),
                always("why", Types.text("person in yard for 12 s"), "one sentence for a guard"),
                always("started_at", Types.STAMP, "when the incident began"),
                sometimes("ended_at", Types.STAMP, "when it ended: there if and only if it is closed"),
                sometimes(
                        "picture",
                        Types.text("watchpost/north/gate-7/cameras/gate/pictures/019aa3e5-3f02-7d51-9b64-0c4e8f7a1b25"),
                        "topic on which the picture is sent, before the opening message; it may have been given up since,"
                                + " which a gap says"),
                sometimes(
                        "picture_jpeg",
                        new Type.Text("JPEG in Base64", "[A-Za-z0-9+/]+={0,2}", false, "/9j/4AAQ"),
                        "the picture itself, only in what is posted to a web server that wants it"),
                sometimes(
                        "clip",
                        Types.text("/api/incidents/019aa3e5-3f02-7d51-9b64-0c4e8f7a1b25/clip"),
                        "path on the box's page where the clip is, an MP4 file from 5 s before to 10 s after it happened; it may"
                                + " be deleted by then"),
                sometimes(
                        "trigger",
                        new Type.Group(List.of(
                                always("rule", Types.NAME, "the rule"),
                                always("kind", Types.INCIDENT_KIND, "the kind of its incidents"))),
                        "the rule that noticed something in an incident that was open already; only where the box also"
                                + " speaks in the style of ONVIF"),
                sometimes(
                        "attributes", new Type.Group(common()), "what the kind adds, and what came to be known later"));
    }

    private static Type object() {
        return new Type.Group(List.of(
                always("class", Types.text("person"), "as the model calls it"),
                always("confidence", Types.SHARE, "how sure the detector is").such(0.87),
                always("track", new Type.Whole(0), "number of the object on its camera since the box started"),
                always("box", BOX, "where it is").such(List.of(0.12, 0.5, 0.1, 0.25))));
    }

    /** What incidents of every kind may have. */
    private static List<Field> common() {
        List<Field> common = new ArrayList<>(List.of(
                sometimes("acknowledged", SAID, "somebody has seen it"),
                sometimes("false_alarm", SAID, "somebody says that it was none"),
                sometimes(
                        "escalated",
                        new Type.Group(List.of(always("stage", new Type.Whole(1), "how far it has come"))),
                        "nobody acknowledged it in time"),
                sometimes("no_clip", Types.text("the camera has privacy masks"), "why there is no clip"),
                sometimes(
                        "better_picture",
                        new Type.Group(List.of(
                                always("number", new Type.Whole(1), "how often the picture was replaced"),
                                always("taken_at", Types.STAMP, "when the new one was taken"),
                                always("box", BOX, "where the object is in it"))),
                        "the picture was replaced, because the object was seen clearly better"),
                sometimes(
                        "ended_by",
                        Types.oneOf("restart"),
                        "nobody saw its end, because the box stopped; it ends where it was last seen"),
                sometimes(
                        "other_reasons",
                        new Type.Several(reason(), 0, 0),
                        "further rules and places that the same object set off")));
        for (Trait trait : Trait.values()) {
            common.add(trait(trait));
        }
        return common;
    }

    private static Field trait(Trait trait) {
        return switch (trait) {
            case PLATE ->
                sometimes(
                        trait.wireName(),
                        new Type.Group(List.of(
                                always("text", Types.text("B AB 1234"), "as far as it was read"),
                                always("confidence", Types.SHARE, "how sure the reading is"),
                                always("at", Types.STAMP, "when the picture was taken that says it"))),
                        "the text of the vehicle's number plate; only where the rule says read: plate");
        };
    }

    private static Type reason() {
        return new Type.Group(List.of(
                always("rule", Types.NAME, "the rule").such("door"),
                always("kind", Types.INCIDENT_KIND, "the kind of its incidents"),
                always("severity", Types.SEVERITY, "how grave that rule finds it"),
                sometimes("zone", Types.text("yard"), "its zone"),
                sometimes("line", Types.text("door"), "its line"),
                sometimes("lane", Types.text("left"), "its lane"),
                always("why", Types.text("person crossed door"), "one sentence")));
    }
}
