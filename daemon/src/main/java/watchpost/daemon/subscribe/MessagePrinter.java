package watchpost.daemon.subscribe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import watchpost.daemon.console.Colours;
import watchpost.daemon.console.Console;
import watchpost.testkit.delivery.Received;

/**
 * Prints each message as it comes: as one line that a person reads at a glance, with states only when they change, or as the JSON that
 * came. What the box says a second time for other people's software is left out.
 */
public final class MessagePrinter implements Consumer<Received> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Console console;
    private final MessageWords words;
    private final boolean json;
    private final Map<String, String> lastOf = new ConcurrentHashMap<>();

    /** @param json print the payloads as they came; pictures are left out */
    public MessagePrinter(Console console, boolean json) {
        this.console = console;
        this.words = new MessageWords(console.outColours());
        this.json = json;
    }

    @Override
    public void accept(Received message) {
        line(message).ifPresent(console.out()::println);
    }

    private Optional<String> line(Received message) {
        if (message.payload().length == 0 || message.isOfProfile()) {
            return Optional.empty();
        }
        if (message.topic().contains("/pictures/")) {
            return json ? Optional.empty() : Optional.of(picture(message));
        }
        if (json) {
            return Optional.of(message.text());
        }
        String text = words.of(parsed(message), message);
        boolean state = message.topic().endsWith("/status") || message.topic().endsWith("/health");
        boolean repeated = state && text.equals(lastOf.put(message.topic(), text));
        return repeated ? Optional.empty() : Optional.of(stamp(message) + text);
    }

    private String picture(Received message) {
        Colours colours = console.outColours();
        String size = String.format(Locale.ROOT, "%.0f kB", message.payload().length / 1000.0);
        String camera = topicLevelAfter(message.topic(), "cameras");
        return colours.quiet(stamp(message) + MessageWords.column(camera) + "picture, " + size);
    }

    private static String stamp(Received message) {
        return TIME.format(message.arrival()) + "  ";
    }

    private static JsonNode parsed(Received message) {
        try {
            return JSON.readTree(message.payload());
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String topicLevelAfter(String topic, String level) {
        int at = topic.indexOf("/" + level + "/");
        if (at < 0) {
            return "";
        }
        String rest = topic.substring(at + level.length() + 2);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
