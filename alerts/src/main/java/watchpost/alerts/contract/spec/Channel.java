package watchpost.alerts.contract.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A topic, or a family of them.
 *
 * @param id {@code cameraIncidents}
 * @param levels what follows the prefix: {@code cameras/{camera}/incidents/{kind}}
 * @param parameters what stands in braces: its description, and its words if only these are possible
 * @param sent true if the box publishes, false if it listens
 * @param payload of its messages; empty for a JPEG
 * @param answer the channel of the replies, if it takes commands
 */
public record Channel(
        String id,
        String levels,
        Map<String, Parameter> parameters,
        boolean sent,
        boolean retained,
        Optional<Payload> payload,
        Optional<String> answer,
        String what) {
    public Channel {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** @param words empty for any name */
    public record Parameter(String description, List<String> words) {}

    /** Matches a topic of it below any prefix. */
    public Pattern pattern() {
        return Pattern.compile("[^/].*/" + levels.replaceAll("\\{[a-z_]+}", "[^/]+"));
    }
}
