package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.daemon.replay.PlateClip;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;
import watchpost.testkit.plates.PlateModel;

/** A drawn car drives off in a clip; its plate is read by the real models and stands in its incident. */
@Timeout(120)
class PlateReadingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String PLATE = "KA4711";
    private static final JsonMapper JSON = new JsonMapper();

    private static final String CONFIGURATION = """
            box: test
            mqtt: {url: "BROKER"}
            http: {port: 0}
            storage: {directory: STORAGE}
            detector: {confidence: 30 %}
            readers: {plate: {model: MODEL, per-second: 8}}
            cameras:
              gate:
                url: "file:CLIP"
                loop: true
                analyse: all
                MASKS
                rules:
                  out: {kind: line-crossing, line: [[0, 0.72], [1, 0.72]], classes: vehicles, confidence: 20 %READ}
            """;

    @TempDir
    Path folder;

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    @Test
    void theTextStandsInTheIncidentAndInNoLog() throws Exception {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Handler ears = listening(log);
        Logger own = Logger.getLogger("watchpost");
        Level before = own.getLevel();
        own.setLevel(Level.FINE);
        own.addHandler(ears);
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = listen(broker)) {
            Watchpost box = start(broker, ", read: plate", "");
            try (box) {
                Await.until("the plate in an incident", MINUTE, () -> plates().contains(PLATE));
                assertTrue(subscriber.isReady());
                assertTrue(metric(box, "read") >= 1);
                assertEquals(0, metric(box, "failed"));
            }
            assertEquals(0, box.openLeases());
            assertFalse(log.isEmpty());
            assertEquals(
                    List.of(), log.stream().filter(line -> line.contains(PLATE)).toList());
        } finally {
            own.removeHandler(ears);
            own.setLevel(before);
        }
    }

    @Test
    void nothingIsReadUnlessARuleAsksForIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = listen(broker);
                Watchpost box = start(broker, "", "")) {
            Await.until("an incident", MINUTE, () -> incidents() > 0);
            assertTrue(subscriber.isReady());
            assertEquals(0, metric(box, "cut"));
            assertEquals(0, metric(box, "read"));
        }
    }

    @Test
    void whatAMaskHidesIsNotRead() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = listen(broker);
                Watchpost box = start(
                        broker, ", read: plate", "masks: {plates: [[0.38, 0], [0.62, 0], [0.62, 1], [0.38, 1]]}")) {
            Await.until("a look at the car", MINUTE, () -> incidents() > 0 && metric(box, "read") >= 1);
            assertTrue(subscriber.isReady());
            assertEquals(List.of(), plates());
        }
    }

    private Subscriber listen(EmbeddedBroker broker) {
        return Subscriber.builder(broker.url())
                .topics("watchpost/#")
                .start(received::add)
                .awaitReady();
    }

    private Watchpost start(EmbeddedBroker broker, String read, String masks) throws Exception {
        Path model = Files.createDirectories(folder.resolve("model"));
        Path file = Files.writeString(
                folder.resolve("watchpost.yaml"),
                CONFIGURATION
                        .replace("BROKER", broker.url())
                        .replace("STORAGE", folder.resolve("storage").toString())
                        .replace("MODEL", PlateModel.layOut(model).toString())
                        .replace(
                                "CLIP",
                                PlateClip.write(folder.resolve("clip.mp4"), PLATE)
                                        .toString())
                        .replace("MASKS", masks)
                        .replace("READ", read));
        return Watchpost.start((ConfigResult.Valid) ConfigFile.read(file, Reading.strict()));
    }

    private List<String> plates() {
        return received.stream()
                .map(message -> parse(message.payload()))
                .map(message -> message.path("attributes").path("plate").path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    private long incidents() {
        return received.stream()
                .filter(message -> message.topic().contains("/incidents/"))
                .count();
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            return JSON.createObjectNode(); // a picture
        }
    }

    private static double metric(Watchpost box, String outcome) {
        URI uri = URI.create("http://127.0.0.1:" + box.port() + "/metrics");
        return HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith("watchpost_second_pictures_total{outcome=\"" + outcome + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Handler listening(Queue<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(Optional.ofNullable(entry.getMessage()).orElse("") + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
