package watchpost.daemon.subscribe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import watchpost.daemon.console.Colours;
import watchpost.testkit.delivery.Received;

/** What a message of the contract says, in words. */
final class MessageWords {
    private final Colours colours;

    MessageWords(Colours colours) {
        this.colours = colours;
    }

    String of(JsonNode node, Received message) {
        String schema = node.path("schema").asText("");
        String camera = column(node.path("camera").asText("the box"));
        return switch (schema) {
            case "watchpost.incident/1" -> camera + incident(node);
            case "watchpost.measurement/1" -> camera + colours.notice(MeasurementWords.record(node)) + number(node);
            case "watchpost.level/1" -> camera + colours.notice(MeasurementWords.level(node));
            case "watchpost.camera-status/1" -> camera + cameraStatus(node);
            case "watchpost.status/1" ->
                camera
                        + colours.bold("is " + node.path("state").asText())
                        + colours.quiet("  version " + node.path("version").asText());
            case "watchpost.gap/1" ->
                camera
                        + colours.warning(
                                "gave up messages " + node.path("from_seq").asText() + " to "
                                        + node.path("to_seq").asText() + ": "
                                        + node.path("reason").asText());
            case "watchpost.health/1" ->
                colours.quiet(camera + "health " + node.path("status").asText("told"));
            default -> colours.quiet(camera + message.topic() + " " + message.text());
        };
    }

    private String incident(JsonNode node) {
        String severity = node.path("severity").asText();
        String phase = node.path("phase").asText();
        String text = String.format(
                Locale.ROOT,
                "%-7s %s %s: %s",
                severity,
                node.path("kind").asText(),
                phase,
                node.path("why").asText());
        String late = node.path("replayed").asBoolean() ? colours.quiet(" (late)") : "";
        return toned(phase.equals("opened") ? severity : "", text + marks(node)) + late + number(node);
    }

    /** What people say of an incident, and what happened because nobody said anything. */
    private static String marks(JsonNode node) {
        JsonNode said = node.path("attributes");
        StringBuilder marks = new StringBuilder(node.path("test").asBoolean() ? " (test)" : "");
        if (said.has("acknowledged")) {
            marks.append(" (acknowledged by ")
                    .append(said.path("acknowledged").path("by").asText())
                    .append(')');
        } else if (said.has("escalated")) {
            marks.append(" (nobody has acknowledged it)");
        }
        if (said.has("false_alarm")) {
            marks.append(" (false alarm: ")
                    .append(said.path("false_alarm").path("reason").asText())
                    .append(')');
        }
        return marks.toString();
    }

    private String toned(String severity, String text) {
        return switch (severity) {
            case "alarm" -> colours.alarm(text);
            case "warning" -> colours.warning(text);
            case "info" -> colours.notice(text);
            default -> text;
        };
    }

    private String cameraStatus(JsonNode node) {
        String state = node.path("state").asText();
        String reason = node.path("reason").asText();
        String text = "is " + state + (reason.isEmpty() ? "" : ": " + reason);
        boolean good = state.equals("streaming");
        return good ? colours.good(text) : colours.warning(text);
    }

    private String number(JsonNode node) {
        return colours.quiet("  #" + node.path("seq").asText());
    }

    static String column(String camera) {
        return String.format(Locale.ROOT, "%-10s ", camera);
    }
}
