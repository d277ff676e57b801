package watchpost.alerts.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The AsyncAPI 3.0 document of the contract. */
final class AsyncApi {
    private static final String PREFIX = "watchpost/{site}/{box}/";
    private static final String JPEG = "picture";

    private AsyncApi() {}

    static String yaml() {
        try {
            YAMLFactory factory = YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build();
            return "# Made of the source of the contract, alerts/…/contract/spec: see CONTRIBUTING.md. Not edited by hand.\n"
                    + new YAMLMapper(factory).writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("servers", Map.of("broker", server()));
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Channel channel : Contract.channels()) {
            channels.put(channel.id(), channel(channel));
            operation(channel).ifPresent(operation -> operations.put(name(channel), operation));
        }
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", Map.of("messages", messages()));
        return document;
    }

    private static Map<String, Object> info() {
        return ordered(
                "title",
                "watchpost",
                "version",
                "1.0.0",
                "description",
                "What a watchpost box publishes over MQTT and what it takes. docs/mqtt.md tells it in prose: delivery, order, what is"
                        + " signed and how. Within version 1 payloads may gain fields; none changes or goes away. The levels in front of"
                        + " each topic, watchpost/{site}/{box}, are others where the box's configuration says so (mqtt.topic).");
    }

    private static Map<String, Object> server() {
        return ordered(
                "host",
                "{host}:{port}",
                "protocol",
                "mqtt",
                "protocolVersion",
                "3.1.1",
                "description",
                "The site's broker; TLS and a login as the site has them.",
                "variables",
                ordered(
                        "host", Map.of("description", "the broker's name or address"),
                        "port", ordered("default", "1883", "description", "8883 with TLS")));
    }

    private static Map<String, Object> channel(Channel channel) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("site", Map.of("description", "the site's name"));
        parameters.put("box", Map.of("description", "the box's name"));
        channel.parameters().forEach((name, parameter) -> {
            Map<String, Object> described = ordered("description", parameter.description());
            if (!parameter.words().isEmpty()) {
                described.put("enum", parameter.words());
            }
            parameters.put(name, described);
        });
        String message = message(channel);
        return ordered(
                "address",
                PREFIX + channel.levels(),
                "description",
                channel.what() + (channel.retained() ? " (retained)" : ""),
                "messages",
                Map.of(message, Map.of("$ref", "#/components/messages/" + message)),
                "parameters",
                parameters);
    }

    /** Replies belong to the operations of their commands. */
    private static Optional<Map<String, Object>> operation(Channel channel) {
        if (channel.levels().startsWith("replies/")) {
            return Optional.empty();
        }
        Map<String, Object> operation = ordered(
                "action", channel.sent() ? "send" : "receive",
                "channel", Map.of("$ref", "#/channels/" + channel.id()),
                "bindings", Map.of("mqtt", ordered("qos", 1, "retain", channel.retained(), "bindingVersion", "0.2.0")),
                "messages", List.of(Map.of("$ref", "#/channels/" + channel.id() + "/messages/" + message(channel))));
        channel.answer()
                .ifPresent(reply -> operation.put(
                        "reply",
                        ordered(
                                "channel", Map.of("$ref", "#/channels/" + reply),
                                "messages", List.of(Map.of("$ref", "#/channels/" + reply + "/messages/reply")))));
        return Optional.of(operation);
    }

    private static String name(Channel channel) {
        String id = channel.id();
        return (channel.sent() ? "send" : "receive") + id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    /** The key of the channel's message: commands have one each, because what is inside differs. */
    private static String message(Channel channel) {
        return channel.payload()
                .map(payload -> payload.name().equals("command")
                        ? "command-" + channel.levels().replace("commands/", "")
                        : payload.name())
                .orElse(JPEG);
    }

    private static Map<String, Object> messages() {
        Map<String, Object> messages = new TreeMap<>();
        for (Payload payload : Contract.sent()) {
            messages.put(payload.name(), message(payload, payload.name(), payload.description()));
        }
        for (Payload payload : Contract.received()) {
            if (payload.name().equals("receipt")) {
                messages.put(payload.name(), message(payload, payload.name(), payload.description()));
            } else if (payload.name().startsWith("command-")) {
                String says = payload.description() + " Signed; the text in `command` is as ./schemas/" + payload.name()
                        + ".json says.";
                messages.put(payload.name(), message(Commands.envelope(), payload.name(), says));
            }
        }
        messages.put(
                JPEG,
                ordered(
                        "name",
                        JPEG,
                        "title",
                        "Picture",
                        "description",
                        "A picture of an incident, or one that a snapshot asked for.",
                        "contentType",
                        "image/jpeg",
                        "payload",
                        ordered("type", "string", "format", "binary")));
        return messages;
    }

    private static Map<String, Object> message(Payload payload, String name, String description) {
        return ordered(
                "name",
                name,
                "title",
                payload.title(),
                "description",
                description,
                "contentType",
                "application/json",
                "payload",
                Map.of("$ref", "./schemas/" + payload.name() + ".json"),
                "examples",
                List.of(ordered("name", "example", "payload", payload.example())));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
