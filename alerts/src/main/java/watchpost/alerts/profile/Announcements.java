package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import watchpost.alerts.contract.Json;

/**
 * Which retained topics of profiles a broker may hold, with their parts, over restarts: what the configuration names no longer has to be
 * taken back there, or it would stand for ever. Written before anything is announced.
 */
final class Announcements {
    private static final Logger LOG = System.getLogger(Announcements.class.getName());

    private final Path file;
    private final Map<String, Map<String, String>> topics;

    private Announcements(Path file, Map<String, Map<String, String>> topics) {
        this.file = file;
        this.topics = topics;
    }

    static Path file(Path directory) {
        return directory.resolve("profiles.json");
    }

    /** What was announced before; nothing if that cannot be read, which is logged. */
    static Announcements read(Path directory) {
        Path file = file(directory);
        Map<String, Map<String, String>> topics = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                Json.parse(Files.readAllBytes(file)).properties().forEach(topic -> {
                    Map<String, String> parts = new LinkedHashMap<>();
                    topic.getValue()
                            .properties()
                            .forEach(part ->
                                    parts.put(part.getKey(), part.getValue().asText()));
                    topics.put(topic.getKey(), parts);
                });
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    file + " cannot be read; what profiles announced before may stay on the broker: " + e);
        }
        return new Announcements(file, topics);
    }

    /** By topic its parts, each with its type. */
    Map<String, Map<String, String>> topics() {
        return topics;
    }

    /** {@code topic} is to be announced with {@code parts}; those it had before stay until {@link #reduce}. */
    void add(String topic, Map<String, String> parts) {
        topics.computeIfAbsent(topic, none -> new LinkedHashMap<>()).putAll(parts);
    }

    /** A broker has heard that {@code topic} has only {@code parts}; true if it had others. */
    boolean reduce(String topic, Map<String, String> parts) {
        return !parts.equals(topics.put(topic, new LinkedHashMap<>(parts)));
    }

    /** A broker has forgotten {@code topic}; true if it was known. */
    boolean remove(String topic) {
        return topics.remove(topic) != null;
    }

    /** Writes it, all or nothing; where that fails, what is announced from now on may stay on the broker, which is logged. */
    void save() {
        ObjectNode all = Json.object();
        topics.forEach((topic, parts) -> parts.forEach(all.putObject(topic)::put));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (topics.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(all));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be written: " + e);
        }
    }
}
