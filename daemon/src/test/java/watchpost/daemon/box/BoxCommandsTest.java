package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.command.Gate;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.detector.model.Model;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;

/** Commands to a whole box with a camera that runs, over a broker. */
@Timeout(180)
class BoxCommandsTest {
    private static final String SECRET = "the secret of the operators";
    private static final String BOX = "watchpost/site/test";
    private static final String LEFT = "[[0, 0], [0.5, 0], [0.5, 1], [0, 1]]";
    private static final String RIGHT = "[[0.5, 0], [1, 0], [1, 1], [0.5, 1]]";
    private static final String EVERYWHERE = "zone: [[0, 0], [1, 0], [1, 1], [0, 1]]";

    @TempDir
    Path folder;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private EmbeddedBroker broker;
    private Subscriber subscriber;
    private MqttClient sender;
    private Path file;
    private Watchpost box;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        subscriber = Subscriber.builder(broker.url())
                .topics(BOX + "/#")
                .start(received::add)
                .awaitReady();
        sender = new MqttClient(broker.pahoUrl(), "sender", new MemoryPersistence());
        sender.connect();
        Path key = Files.writeString(folder.resolve("operator"), SECRET);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        file = folder.resolve("watchpost.yaml");
        write(LEFT, "yard: {kind: occupancy, " + EVERYWHERE + "}", "");
        box = Watchpost.start((ConfigResult.Valid) ConfigFile.read(file), () -> ConfigFile.read(file), new Lifecycle());
        Await.until("analysed pictures", () -> box.analysed() > 5);
        Await.until("somebody who listens to commands", () -> ask("mode", ",\"mode\":\"?\"", Duration.ofSeconds(1))
                .contains("no modes"));
    }

    @AfterEach
    void stop() throws Exception {
        box.close();
        sender.disconnectForcibly(0, 500);
        sender.close(true);
        subscriber.close();
        broker.close();
    }

    private void write(String mask, String rules, String more) throws Exception {
        Files.writeString(file, """
                box: test
                mqtt:
                  url: "BROKER"
                  commands: {roles: {operator: {key-file: operator, may: [reload, snapshot, mode]}}}
                http: {port: 0}
                storage: {directory: data}
                MORE
                cameras:
                  gate:
                    url: "file:CLIP"
                    loop: true
                    masks: {half: MASK}
                    rules: {RULES}
                """.replace("BROKER", broker.url())
                .replace("MORE", more)
                .replace("CLIP", BundledClip.path().toString())
                .replace("MASK", mask)
                .replace("RULES", rules));
    }

    /** The answer to a command; empty if nobody heard it for a while. */
    private String ask(String name, String arguments) {
        return ask(name, arguments, Await.USUAL);
    }

    private String ask(String name, String arguments, Duration patience) {
        String id = name + requests.incrementAndGet();
        Instant now = Instant.now();
        String command = "{\"request_id\":\"" + id + "\",\"issued_at\":\"" + now + "\",\"expires_at\":\""
                + now.plusSeconds(60) + "\"" + arguments + "}";
        String topic = BOX + "/commands/" + name;
        try {
            sender.publish(topic, Gate.sign(topic, "operator", SECRET, command), 1, false);
            return Await.value("an answer to " + command, patience, () -> find("/replies/", "\"" + id + "\""))
                    .text();
        } catch (AssertionError nobodyHeardIt) {
            return "";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Optional<Received> find(String topic, String text) {
        return received.stream()
                .filter(one -> one.topic().contains(topic) && one.text().contains(text))
                .findFirst();
    }

    private BufferedImage snapshot() throws Exception {
        JsonObject answer = new JsonObject(ask("snapshot", ",\"camera\":\"gate\""));
        assertTrue(answer.getBoolean("ok"), answer.encode());
        assertEquals("gate", answer.getString("camera"));
        assertTrue(Instant.parse(answer.getString("taken_at")).isBefore(Instant.now()), answer.encode());
        String topic = answer.getString("picture");
        assertTrue(topic.startsWith(BOX + "/cameras/gate/pictures/"), topic);
        Received picture = Await.value("the picture", () -> find(topic, ""));
        return ImageIO.read(new ByteArrayInputStream(picture.payload()));
    }

    private JsonObject camera() throws Exception {
        return new JsonArray(new String(WatchpostTest.get(box, "/api/cameras"), StandardCharsets.UTF_8))
                .getJsonObject(0);
    }

    @Test
    void aReloadChangesWhatIsWatchedAndMaskedWhileTheCameraGoesOn() throws Exception {
        BufferedImage before = snapshot();
        assertTrue(WatchpostTest.brightness(before, 0.25) < 3, "the left half is masked");
        assertTrue(WatchpostTest.brightness(before, 0.75) > 30, "the right half is not");
        String since = camera().getString("since");
        long analysed = box.analysed();

        write(RIGHT, "hall: {kind: occupancy, " + EVERYWHERE + ", modes: [night]}", """
                modes: [day, night]
                detector: {model: "built-in:fp16", workers: 1}
                """);
        JsonObject answer = new JsonObject(ask("reload", ""));
        assertTrue(answer.getBoolean("ok"), answer.encode());
        assertEquals(
                "detector.model, modes, cameras.gate.rules, cameras.gate.rules.modes, cameras.gate.masks",
                answer.getString("changed"));
        assertEquals("detector", answer.getString("after_restart"));
        String status = new String(WatchpostTest.get(box, "/api/status"), StandardCharsets.UTF_8);
        assertEquals("nanodet-g-416 fp16", new JsonObject(status).getString("model"));
        Await.value("the new rule's level", () -> find("/levels/hall", ""));
        assertEquals("hall", camera().getJsonArray("rules").getJsonObject(0).getString("id"));
        Await.until("the new mode in the health", () -> find("/health", "\"mode\":\"day\"")
                .isPresent());
        BufferedImage after = snapshot();
        assertTrue(WatchpostTest.brightness(after, 0.25) > 30, "the left half is free");
        assertTrue(WatchpostTest.brightness(after, 0.75) < 3, "the right half is masked");
        assertTrue(ask("mode", ",\"mode\":\"night\"").contains("\"mode\":\"night\",\"disarmed\":\"\""));
        assertEquals(since, camera().getString("since"), "the camera was not started again");
        assertTrue(box.analysed() > analysed);
    }

    @Test
    void aWrongFileChangesNothingAndTheAnswerSaysEverythingThatIsWrong() throws Exception {
        write(RIGHT, "hall: {kind: occupncy, " + EVERYWHERE + "}", "modes: []");
        String answer = ask("reload", "");
        assertTrue(answer.contains("\"ok\":false"), answer);
        assertTrue(answer.contains("did you mean occupancy") && answer.contains("modes: names no mode"), answer);
        assertEquals("yard", camera().getJsonArray("rules").getJsonObject(0).getString("id"));
        assertTrue(WatchpostTest.brightness(snapshot(), 0.25) < 3, "the left half is masked as before");

        write(LEFT, "yard: {kind: occupancy, " + EVERYWHERE + "}", "");
        Files.writeString(folder.resolve("operator"), "short");
        write(LEFT, "yard: {kind: occupancy, " + EVERYWHERE + "}", "detector: {model: \"built-in:fp16\"}");
        assertTrue(ask("reload", "").contains("holds no secret of at least 16 characters"));
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        write(LEFT, "yard: {kind: occupancy, " + EVERYWHERE + "}", "detector: {model: \"" + empty + "\"}");
        answer = ask("reload", "");
        assertTrue(answer.contains("the configuration stays as it was: " + empty + " has no model card"), answer);
        String status = new String(WatchpostTest.get(box, "/api/status"), StandardCharsets.UTF_8);
        assertEquals("nanodet-g-416 int8", new JsonObject(status).getString("model"), "as before");
        assertTrue(ask("snapshot", ",\"camera\":\"door\"").contains("no camera called door is running"));
    }

    @Test
    void aModelOfAnotherContentUnderTheSameNameIsTakenAndABadOneRefused() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        String rules = "yard: {kind: occupancy, " + EVERYWHERE + "}";
        layOut(own, "first");
        write(LEFT, rules, "detector: {model: \"" + own.resolve("model.yaml") + "\"}");
        assertEquals("detector.model", changed());
        assertEquals("first int8", model());
        assertEquals("", changed(), "the same files");

        layOut(own, "second");
        assertEquals("detector.model", changed());
        assertEquals("second int8", model());
        long analysed = box.analysed();
        Await.until("pictures with it", () -> box.analysed() > analysed);

        layOut(own, "third");
        Path graph = own.resolve("nanodet_g_416_int8_u8s8.onnx");
        Files.write(graph, Arrays.copyOf(Files.readAllBytes(graph), 1_000));
        String answer = ask("reload", "");
        assertTrue(answer.contains("the configuration stays as it was: " + graph + " is not the file"), answer);
        assertEquals("second int8", model(), "as before");
    }

    /** What a reload changes, which goes well. */
    private String changed() {
        JsonObject answer = new JsonObject(ask("reload", ""));
        assertTrue(answer.getBoolean("ok"), answer.encode());
        return answer.getString("changed");
    }

    private String model() throws Exception {
        String status = new String(WatchpostTest.get(box, "/api/status"), StandardCharsets.UTF_8);
        return new JsonObject(status).getString("model");
    }

    /** The built-in model as somebody's own, under another name. */
    private static void layOut(Path own, String name) throws Exception {
        for (String file : List.of("model.yaml", "nanodet_g_416_int8_u8s8.onnx", "nanodet_g_416_fp16w.onnx")) {
            try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/" + file)) {
                Files.copy(in, own.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path card = own.resolve("model.yaml");
        Files.writeString(card, Files.readString(card).replace("name: nanodet-g-416", "name: " + name));
    }
}
