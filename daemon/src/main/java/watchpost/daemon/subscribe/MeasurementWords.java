package watchpost.daemon.subscribe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a record or a level says, in words. What is absent was not measured and is left out. */
final class MeasurementWords {
    private MeasurementWords() {}

    static String record(JsonNode node) {
        String kind = node.path("kind").asText();
        String text =
                switch (kind) {
                    case "footfall" -> counts(node.path("in")) + " in, " + counts(node.path("out")) + " out";
                    case "traffic-flow" -> flow(node);
                    case "occupancy" -> "on average " + text(node, "mean") + ", at most " + text(node, "max");
                    case "dwell" -> dwell(node);
                    case "queue" -> queue(node);
                    case "heatmap" -> heatmap(node);
                    case "stock" -> counts(node.path("count")) + " on " + text(node, "zone");
                    case "paths" -> paths(node.path("paths"));
                    default -> kind;
                };
        return text(node, "rule") + ": " + text + complete(node);
    }

    static String level(JsonNode node) {
        String amount = node.has("length") ? text(node, "length") + " waiting" : text(node, "occupancy");
        return text(node, "rule") + ": " + amount + " now";
    }

    private static String flow(JsonNode node) {
        List<String> parts = new ArrayList<>();
        parts.add(text(node, "lane") + " " + counts(node.path("by_class")) + " passed");
        add(parts, node, "flow_per_hour", "%s an hour");
        add(parts, node, "mean_speed_kmh", "%s km/h on average");
        add(parts, node, "level_of_service", "level of service %s");
        if (node.path("wrong_way_count").asLong() > 0) {
            add(parts, node, "wrong_way_count", "%s the wrong way");
        }
        return String.join(", ", parts);
    }

    private static String dwell(JsonNode node) {
        List<String> parts = new ArrayList<>();
        parts.add(text(node, "samples") + " visits to " + text(node, "zone"));
        add(parts, node, "median_s", "half of them up to %s s");
        add(parts, node, "p90_s", "nine of ten up to %s s");
        return String.join(", ", parts);
    }

    /** Of people at a zone, or of vehicles in a lane. */
    private static String queue(JsonNode node) {
        List<String> parts = new ArrayList<>();
        add(parts, node, "lane", "%s");
        parts.add("on average " + text(node, "length") + ", at most " + text(node, "max_length") + " waiting");
        add(parts, node, "queue_m", "up to %s m long");
        add(parts, node, "wait_median_s", "half of them up to %s s");
        add(parts, node, "served", "%s served");
        add(parts, node, "abandoned", "%s gave up");
        return String.join(", ", parts);
    }

    private static String heatmap(JsonNode node) {
        double all = 0;
        double most = 0;
        for (JsonNode cell : node.path("seconds")) {
            all += cell.asDouble();
            most = Math.max(most, cell.asDouble());
        }
        return String.format(
                Locale.ROOT,
                "%.0f s in %s x %s cells, at most %.0f s in one",
                all,
                text(node, "columns"),
                text(node, "rows"),
                most);
    }

    private static String paths(JsonNode paths) {
        List<String> walked = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (path.getValue().asLong() > 0) {
                walked.add(path.getValue().asText() + " " + path.getKey().replace(">", " to "));
            }
        }
        return walked.isEmpty() ? "nobody went from zone to zone" : String.join(", ", walked);
    }

    private static void add(List<String> parts, JsonNode node, String name, String words) {
        if (node.has(name)) {
            parts.add(words.formatted(text(node, name)));
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static String complete(JsonNode node) {
        double share = node.path("completeness").asDouble(1);
        return share < 0.995 ? String.format(Locale.ROOT, " (%.0f %% watched)", 100 * share) : "";
    }

    /** {@code {"person": 2, "dog": 0}} is "2 person + 0 dog". */
    private static String counts(JsonNode byClass) {
        List<String> parts = new ArrayList<>();
        byClass.properties().forEach(field -> parts.add(field.getValue().asText() + " " + field.getKey()));
        return parts.isEmpty() ? "0" : String.join(" + ", parts);
    }
}
