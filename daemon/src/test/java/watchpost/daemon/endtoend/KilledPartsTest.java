package watchpost.daemon.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.delivery.Finding;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.mqtt.Subscriber;
import watchpost.testkit.rtsp.ClipCamera;

/** A whole box as a process, two RTSP cameras, mosquitto and a subscriber of its own: each part is killed and comes back. */
class KilledPartsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SOME = 12;

    @TempDir
    Path folder;

    private final DeliveryChecker checker = new DeliveryChecker(Schemas.strict(), true);
    private final Map<String, String> states = new ConcurrentHashMap<>();

    @Test
    void theSubscriberSeesNoHoleWhenCameraBrokerAndBoxAreKilled() throws Exception {
        try (Mosquitto broker = Mosquitto.builder().persistent().start();
                ClipCamera cameras = cameras();
                Subscriber city = Subscriber.builder(broker.url())
                        .durable("city")
                        .start(this::receive)
                        .awaitReady()) {
            try (BoxProcess box = BoxProcess.start(folder, broker.url(), configuration(cameras))) {
                awaitMore(box, "from a new box");
                killCameras(cameras, box);
                killBroker(broker, box);
                awaitMore(box, "after the broker came back");
                box.kill();
            }
            try (BoxProcess again = BoxProcess.start(folder, broker.url(), configuration(cameras))) {
                awaitMore(again, "after the box was killed");
                Await.until("load on the box", PATIENCE, () -> analysed(again) >= SOME);
                assertEquals(0, again.terminate(Duration.ofSeconds(5)), again::log);
                assertTrue(again.log().contains(", 0 open leases"), again::log);
            }
            Await.until("the last word of the box", PATIENCE, () -> state("status", "stopped"));
            assertTrue(checker.messages().getOrDefault("watchpost.incident/1", 0L) > 0, checker::report);
            assertEquals(0, checker.count(Finding.LOST), checker::report);
            assertTrue(checker.isClean(), checker::report);
            System.out.println("camera, broker and box killed: " + checker.events() + " events, "
                    + checker.count(Finding.LOST) + " lost");
            assertTrue(city.connections() >= 2, "the subscriber was never cut off: the broker was not killed");
        }
    }

    @Test
    void aStopWhileStartingIsAsOrderlyAsAnyOther() throws Exception {
        try (Mosquitto broker = Mosquitto.builder().start();
                BoxProcess box = BoxProcess.start(
                        folder, broker.url(), "cameras:\n  gate: {url: \"rtsp://127.0.0.1:9/\", transport: tcp}\n")) {
            // the broker is the first thing that a box reaches for; the model comes later
            Await.until("the start", PATIENCE, () -> box.log().contains("MQTT broker"));
            assertEquals(0, box.terminate(Duration.ofSeconds(5)), box::log);
            assertFalse(box.log().contains("\tat "), box::log);
        }
    }

    private void killCameras(ClipCamera cameras, BoxProcess box) {
        Await.until("streaming cameras", PATIENCE, () -> camera("gate", "streaming") && camera("yard", "streaming"));
        cameras.stop();
        Await.until("word of the lost cameras", PATIENCE, () -> !camera("gate", "streaming"));
        cameras.restart();
        Await.until("streaming again", PATIENCE, () -> camera("gate", "streaming") && camera("yard", "streaming"));
        awaitMore(box, "after the cameras came back");
    }

    private void killBroker(Mosquitto broker, BoxProcess box) {
        broker.kill();
        Await.until(
                "a backlog",
                PATIENCE,
                () -> box.metric("watchpost_outbox_backlog").orElse(0) >= SOME);
        broker.restart();
        Await.until(
                "an empty outbox",
                PATIENCE,
                () -> box.metric("watchpost_outbox_backlog").orElse(1) == 0);
    }

    private void receive(Received message) {
        checker.accept(message);
        if (message.topic().endsWith("/status")) {
            states.put(message.topic(), new String(message.payload(), StandardCharsets.UTF_8));
        }
    }

    private void awaitMore(BoxProcess box, String when) {
        long wanted = checker.events() + SOME;
        try {
            Await.until("messages " + when, PATIENCE, () -> checker.events() >= wanted);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + checker.report() + "\n" + box.log(), e);
        }
    }

    private static double analysed(BoxProcess box) {
        return box.metric("watchpost_camera_analysed_total").orElse(0);
    }

    private boolean camera(String name, String state) {
        return state("cameras/" + name + "/status", state);
    }

    private boolean state(String topic, String state) {
        return states.getOrDefault("watchpost/test/box/" + topic, "").contains("\"state\":\"" + state + "\"");
    }

    private static ClipCamera cameras() throws Exception {
        return ClipCamera.builder()
                .clip(BundledClip.path())
                .mount("gate")
                .mount("yard", Duration.ofSeconds(30))
                .start();
    }

    private static String configuration(ClipCamera cameras) {
        StringBuilder text = new StringBuilder("cameras:\n");
        for (String camera : new String[] {"gate", "yard"}) {
            text.append("  " + camera + ":\n    url: " + cameras.url(camera) + "\n    transport: tcp\n    rules:\n")
                    .append("      ground: {kind: intrusion, zone: [[0, 0.2], [1, 0.2], [1, 1], [0, 1]]}\n")
                    .append("      door: {kind: footfall, line: [[0.72, 0.85], [0.72, 0.25]], in: left-to-right,")
                    .append(" every: 1 s}\n");
        }
        return text.toString();
    }
}
