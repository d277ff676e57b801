package watchpost.testkit.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges single messages, whoever receives them: each is on a topic of its schema and as that schema says. Any thread. */
public final class MessageJudge {
    private static final int SHOWN = 400;

    private final Payloads payloads;
    private final Map<String, List<Pattern>> topics;

    /**
     * A judge.
     *
     * @param schemas each JSON Schema's text by the name that stands in {@code watchpost.<name>/1}
     * @param topics where the messages of each of these names may be
     */
    public MessageJudge(Map<String, String> schemas, Map<String, List<Pattern>> topics) {
        this.payloads = new Payloads(schemas);
        this.topics = topics;
    }

    /** What is wrong with a message, as one text; empty if nothing is, or if it is none of the contract's. */
    public Optional<String> fault(Received message) {
        boolean bare = message.payload().length == 0 || message.topic().contains("/pictures/");
        if (bare || message.isOfProfile() || isForTheBox(message.topic())) {
            return Optional.empty();
        }
        Optional<ObjectNode> read = Payloads.read(message.payload());
        String schema = read.map(node -> node.path("schema").asText()).orElse("");
        if (!schema.startsWith("watchpost.")) {
            return message.topic().startsWith("watchpost/")
                    ? fault(message, "it names no schema of the contract")
                    : Optional.empty();
        }
        String name = schema.substring("watchpost.".length(), Math.max("watchpost.".length(), schema.lastIndexOf('/')));
        if (topics.getOrDefault(name, List.of()).stream()
                .noneMatch(topic -> topic.matcher(message.topic()).matches())) {
            return fault(message, schema + " has no such topic");
        }
        List<String> problems = payloads.problems(read.orElseThrow());
        return problems.isEmpty() ? Optional.empty() : fault(message, String.join("; ", problems));
    }

    private static boolean isForTheBox(String topic) {
        return topic.contains("/commands/") || topic.contains("/receipts/");
    }

    private static Optional<String> fault(Received message, String what) {
        String text = message.text();
        return Optional.of(message.topic() + ": " + what + ": " + text.substring(0, Math.min(SHOWN, text.length())));
    }
}
