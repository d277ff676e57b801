package watchpost.alerts.contract.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import watchpost.core.event.IncidentKind;

/** The tables of docs/mqtt.md, by the name that stands in their markers. */
final class Tables {
    private Tables() {}

    static Map<String, String> all() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("topics", topics());
        tables.put("incident-kinds", incidentKinds());
        tables.put("measurement-kinds", measurementKinds());
        return tables;
    }

    private static String topics() {
        List<String> rows = new ArrayList<>(List.of("| topic | retained | what |", "| --- | --- | --- |"));
        for (Channel channel : Contract.channels()) {
            String levels = channel.levels().replaceAll("\\{([a-z_]+)}", "<$1>");
            if (levels.startsWith("commands/") || levels.startsWith("replies/")) {
                continue;
            }
            rows.add("| `<p>/" + levels + "` | " + (channel.retained() ? "yes" : "no") + " | " + channel.what() + " |");
        }
        rows.add("| `<p>/commands/<name>` | no | in: what others tell the box to do, see [below](#commands) |");
        rows.add("| `<p>/replies/<name>` | no | the answer: `request_id`, `ok`, `error` |");
        rows.add(
                "| `<p>/profiles/…` | | not of this contract: what [profiles](profiles.md) say to other people's software |");
        return String.join("\n", rows);
    }

    private static String incidentKinds() {
        Map<String, List<Field>> byKind =
                Contract.sent().get(0).variants().orElseThrow().byKind();
        List<String> rows = new ArrayList<>(List.of("| kind | from | attributes |", "| --- | --- | --- |"));
        for (IncidentKind kind : IncidentKind.values()) {
            rows.add("| `" + kind.wireName() + "` | " + Attributes.origin(kind) + " | "
                    + fields(byKind.getOrDefault(kind.wireName(), List.of())) + " |");
        }
        return String.join("\n", rows);
    }

    private static String measurementKinds() {
        List<String> rows = new ArrayList<>(List.of("| kind | values |", "| --- | --- |"));
        Contract.sent()
                .get(1)
                .variants()
                .orElseThrow()
                .byKind()
                .forEach((kind, values) -> rows.add("| `" + kind + "` | " + fields(values) + " |"));
        return String.join("\n", rows);
    }

    private static String fields(List<Field> fields) {
        return fields.stream().map(Tables::field).collect(Collectors.joining("; "));
    }

    private static String field(Field field) {
        String words = field.type() instanceof Type.Word word ? " (`" + String.join("`, `", word.oneOf()) + "`)" : "";
        return "`" + field.name() + "`" + words + ": " + field.description();
    }

    /** {@code page} with each table between its markers. */
    static String into(String page) {
        String result = page;
        for (Map.Entry<String, String> table : all().entrySet()) {
            String begin = "<!-- made of the contract's source: " + table.getKey() + " -->\n";
            String end = "\n<!-- end of " + table.getKey().toLowerCase(Locale.ROOT) + " -->";
            int from = result.indexOf(begin);
            int to = result.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException("the page has no place for the table " + table.getKey());
            }
            result = result.substring(0, from) + begin + table.getValue() + result.substring(to);
        }
        return result;
    }
}
