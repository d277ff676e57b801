package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;
import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.contract.States;
import watchpost.core.event.CameraState;

/** What the box says of itself and its cameras: {@code status}, {@code camera-status}, {@code health}; and {@code gap}. */
final class OwnStates {
    private OwnStates() {}

    static Payload status() {
        return new Payload(
                "status",
                "Status",
                "What the box says of itself. Retained; offline is said by the broker when the connection broke.",
                Envelope.head(
                        "status",
                        List.of(
                                always(
                                        "state",
                                        Type.Word.of(States.Presence.values()),
                                        "offline: it went without a word; stopped: it was stopped"),
                                always("version", Types.text("0.1.0"), "of the program"),
                                always("epoch", Types.text("019aa3e5-0000-7c11-8d2a-000000000001"), "of its store"),
                                always(
                                        "since",
                                        Types.STAMP,
                                        "when the state began; for offline, when the connection that broke had been made"))));
    }

    static Payload cameraStatus() {
        return new Payload(
                "camera-status",
                "Camera status",
                "What a camera is doing. Retained.",
                Envelope.head(
                        "camera-status",
                        List.of(
                                always("camera", Types.NAME, "which camera"),
                                always("state", Type.Word.of(CameraState.values()), "what it is doing")
                                        .such("streaming"),
                                always("reason", Types.words(""), "one sentence, empty while streaming"),
                                always("since", Types.STAMP, "when the state began"),
                                always("decoded_fps", Types.AMOUNT, "pictures decoded, over the last few seconds")
                                        .in("1/s"),
                                always("analysed_fps", Types.AMOUNT, "pictures handed on for analysis")
                                        .in("1/s"))));
    }

    static Payload health() {
        return new Payload(
                "health",
                "Health",
                "How the box is doing. Retained. What is not known is absent.",
                Envelope.head(
                        "health",
                        List.of(
                                always("at", Types.STAMP, "when it was so"),
                                sometimes("status", Types.oneOf("ok", "degraded", "failing"), "as on the box's page"),
                                sometimes("mode", Types.text("night"), "the site's mode, where it has modes"),
                                sometimes(
                                        "disarmed",
                                        Types.words("gate/yard"),
                                        "the rules that raise no incidents now, as camera/rule, with commas between"),
                                sometimes(
                                        "provider",
                                        Types.oneOf("tensorrt", "cuda", "cpu"),
                                        "what the detector runs on"),
                                sometimes("backlog", Types.COUNT, "messages that wait for the broker, or for receipts"),
                                sometimes(
                                        "unreceipted",
                                        Types.COUNT,
                                        "messages of the backlog that were sent and wait for receipts, where these are wanted"),
                                sometimes(
                                        "receipts_ignored",
                                        Types.COUNT,
                                        "messages on the receivers' topics since the start that were no receipts"),
                                sometimes("cameras", Types.COUNT, "cameras configured"),
                                sometimes("streaming", Types.COUNT, "cameras that stream"),
                                sometimes("analysed_fps", Types.AMOUNT, "pictures analysed, of all cameras")
                                        .in("1/s"),
                                sometimes(
                                        "coverage",
                                        Types.SHARE,
                                        "the part of all cameras' time that was watched since the start"),
                                sometimes("memory_bytes", Types.COUNT, "resident memory of the program")
                                        .in("B"),
                                sometimes("webhook_connected", Types.FLAG, "true if the web server takes messages"),
                                sometimes("webhook_backlog", Types.COUNT, "messages that wait for the web server"),
                                sometimes("mail_connected", Types.FLAG, "true if the mail relay takes messages"),
                                sometimes("mail_backlog", Types.COUNT, "messages that wait for the mail relay"),
                                sometimes("load", Types.AMOUNT, "the system's load average over one minute"),
                                sometimes("disk_free_bytes", Types.COUNT, "free where messages are stored")
                                        .in("B"))));
    }

    static Payload gap() {
        Type counts =
                new Type.Group(Stream.concat(Arrays.stream(Rank.values()).map(Rank::plural), Stream.of("pictures"))
                        .map(OwnStates::given)
                        .toList());
        return new Payload(
                "gap",
                "Gap",
                "Messages that were given up on purpose, or lost with a damaged store: their places in the sequence will not come.",
                Envelope.before(
                        "gap",
                        false,
                        List.of(
                                sometimes(
                                        "of_epoch",
                                        Types.text("019aa3e5-0000-7c11-8d2a-000000000000"),
                                        "the epoch whose messages are meant, if not this one"),
                                always("from_seq", new Type.Whole(0), "first place concerned, 0 if not known"),
                                always("to_seq", new Type.Whole(0), "last place concerned, 0 if not known")
                                        .such(9),
                                sometimes(
                                                "ranges",
                                                Types.RANGES,
                                                "the exact places, first and last of each run; between them nothing is missing."
                                                        + " Empty if only pictures were given up; absent if nobody knows which of the"
                                                        + " places concerned will come")
                                        .such(List.of(List.of(3, 5), List.of(9, 9))),
                                always("reason", Types.text("the outbox is full"), "one sentence"),
                                always("counts", counts, "how many of what"))));
    }

    private static Field given(String plural) {
        Field field = sometimes(plural, Types.COUNT, plural.toLowerCase(Locale.ROOT) + " given up");
        return plural.equals(Rank.MEASUREMENT.plural()) ? field.such(4) : field;
    }
}
