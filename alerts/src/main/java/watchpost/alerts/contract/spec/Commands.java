package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;
import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What others may tell the box, and what it answers. */
public final class Commands {
    private static final Type REQUEST_ID = new Type.Named(
            "request_id",
            new Type.Text("1 to 64 letters, digits, '.', '_', '-'", "[A-Za-z0-9._-]{1,64}", false, "r1"),
            "chosen by the sender, never used twice");
    private static final Field BY = sometimes("by", Types.words("night desk"), "who says it; the role if absent");
    private static final Field INCIDENT =
            always("incident_id", Types.text("019aa3e5-3f02-7d51-9b64-0c4e8f7a1b25"), "which incident");
    private static final Field CAMERA = always("camera", Types.NAME, "which camera");
    private static final Field MODE = sometimes("mode", Types.text("night"), "the site's mode now, where it has modes");
    private static final Field DISARMED = sometimes(
            "disarmed",
            Types.words("gate/yard"),
            "what raises no incidents now, by hand or by the mode, as camera/rule, with commas between");

    private Commands() {}

    /**
     * One command.
     *
     * @param name the last level of its topic
     * @param does one sentence without a full stop
     * @param arguments what it takes beside {@code request_id}, {@code issued_at} and {@code expires_at}
     * @param answers what its reply says beside {@code request_id} and {@code ok}
     */
    public record Command(String name, String does, List<Field> arguments, List<Field> answers) {}

    /** All of them, by name. */
    public static List<Command> all() {
        return List.of(
                new Command(
                        "acknowledge",
                        "says to every client that somebody has seen the incident, and ends its escalation; only the first counts",
                        List.of(
                                INCIDENT,
                                BY,
                                sometimes("note", Types.words("the gardener"), "what else is to be said")),
                        List.of()),
                new Command(
                        "arm",
                        "takes disarming back; what still lasts is told at once",
                        List.of(CAMERA, sometimes("rule", Types.NAME, "every rule of the camera if absent"), BY),
                        List.of(MODE, DISARMED)),
                new Command(
                        "disarm",
                        "lets the rule (or every rule of the camera) raise no incidents until it is armed",
                        List.of(CAMERA, sometimes("rule", Types.NAME, "every rule of the camera if absent"), BY),
                        List.of(MODE, DISARMED)),
                new Command(
                        "false-alarm",
                        "says to every client that the incident was none",
                        List.of(INCIDENT, always("reason", Types.text("a cat"), "why"), BY),
                        List.of()),
                new Command(
                        "mode",
                        "puts the site into another of its modes",
                        List.of(always("mode", Types.text("night"), "its name in the configuration"), BY),
                        List.of(MODE, DISARMED)),
                new Command(
                        "reload",
                        "reads the configuration file again",
                        List.of(BY),
                        List.of(
                                sometimes("changed", Types.words("rules of gate"), "what holds now"),
                                sometimes("after_restart", Types.words(""), "what waits for the next start"),
                                sometimes(
                                        "warnings", Types.words(""), "what the file should say better, a line each"))),
                new Command(
                        "snapshot",
                        "publishes what the camera shows now as a JPEG, masks burned in, before the reply",
                        List.of(CAMERA),
                        List.of(
                                sometimes("camera", Types.NAME, "which camera"),
                                sometimes(
                                        "picture",
                                        Types.text("watchpost/north/gate-7/cameras/gate/pictures/019aa3e5-3f02-7d51"),
                                        "the topic of the picture"),
                                sometimes("taken_at", Types.STAMP, "when the picture was taken"))),
                new Command(
                        "test-alarm",
                        "opens and closes an incident of that rule that says it is a test, on the way that real ones take",
                        List.of(CAMERA, always("rule", Types.NAME, "which rule").such("yard"), BY),
                        List.of()));
    }

    /** The message that carries a command. */
    static Payload envelope() {
        return new Payload(
                "command",
                "Signed command",
                "What is published on a command's topic, not retained, at most 4096 bytes. Whatever nobody known has signed is counted"
                        + " and not answered.",
                List.of(
                        always("role", Types.text("guard"), "who sends it, as the box's configuration calls them"),
                        always(
                                "command",
                                Types.text(
                                        "{\"request_id\":\"r1\",\"issued_at\":\"2026-11-21T02:50:00Z\",\"expires_at\":"
                                                + "\"2026-11-21T02:51:00Z\",\"incident_id\":\"019aa3e5-3f02-7d51-9b64-0c4e8f7a1b25\"}"),
                                "the command's JSON as text"),
                        always(
                                "signature",
                                new Type.Text(
                                        "64 hexadecimal digits",
                                        "[0-9a-fA-F]{64}",
                                        false,
                                        "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592"),
                                "HMAC-SHA256 with the role's secret over the topic, a line feed and that text")));
    }

    /** What stands in {@code command} of the message, as text. */
    static Payload inside(Command command) {
        List<Field> fields = new ArrayList<>(List.of(
                always("request_id", REQUEST_ID, "comes back in the reply"),
                always("issued_at", Types.TIME, "now; after the start of the box"),
                always("expires_at", Types.TIME, "at most five minutes later").such("2026-11-21T02:51:00Z")));
        fields.addAll(command.arguments());
        return new Payload(
                "command-" + command.name(), "Command " + command.name(), "It " + command.does() + ".", fields);
    }

    static Payload reply() {
        List<Field> fields = new ArrayList<>(List.of(
                always("request_id", Types.text("r1"), "of the command"),
                always("ok", Types.FLAG, "true if it was done").such(true),
                sometimes(
                        "error",
                        Types.text("there is no camera called door"),
                        "one sentence; there if it was not done")));
        for (Command command : all()) {
            for (Field answer : command.answers()) {
                if (fields.stream().noneMatch(field -> field.name().equals(answer.name()))) {
                    fields.add(answer);
                }
            }
        }
        return new Payload(
                "reply",
                "Reply",
                "The answer to a command, on the topic of its name.",
                Envelope.head("reply", fields),
                Optional.empty(),
                List.of(new Payload.Together("ok", false, "error")),
                Optional.empty());
    }
}
