package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Schemas;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.mqtt.Subscriber;
import watchpost.testkit.rtsp.ClipCamera;

/** A real box as a process of its own, a real broker, and a subscriber that must not miss a number whatever happens to either. */
@Timeout(120)
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String CONFIGURATION = """
            site: test
            box: outage
            mqtt: {url: BROKER}
            http: {port: 0}
            storage: {directory: STORAGE}
            cameras:
              gate:
                url: CAMERA
                transport: tcp
                rules:
                  crossing: {kind: line-crossing, line: [[0.72, 0.85], [0.72, 0.25]], cooldown: 0 s}
                  count: {kind: footfall, line: [[0.72, 0.85], [0.72, 0.25]], in: left-to-right, every: 1 s}
            """;

    @TempDir
    Path folder;

    private final DeliveryChecker checker = new DeliveryChecker(Schemas.all(), true);
    private final List<Process> boxes = new ArrayList<>();
    private Mosquitto broker;
    private ClipCamera camera;
    private Subscriber subscriber;
    private Path configuration;

    @BeforeEach
    void start() throws IOException {
        broker = Mosquitto.builder().persistent().start();
        camera = ClipCamera.builder().mount("gate").start();
        subscriber = Subscriber.builder(broker.url())
                .durable("judge")
                .topics("watchpost/#")
                .start(checker)
                .awaitReady();
        configuration = Files.writeString(
                folder.resolve("watchpost.yaml"),
                CONFIGURATION
                        .replace("BROKER", broker.url())
                        .replace("STORAGE", folder.resolve("store").toString())
                        .replace("CAMERA", camera.url("gate")));
    }

    @AfterEach
    void stop() {
        boxes.forEach(Process::destroyForcibly);
        subscriber.close();
        camera.close();
        broker.close();
    }

    @Test
    void brokerAndBoxMayFallAndNoNumberIsMissing() throws Exception {
        Process box = startBox();
        awaitFurther(4);
        broker.stop();
        subscriberMissesThreeSeconds(box);
        broker.restart();
        awaitFurther(6);

        box.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Process again = startBox();
        awaitFurther(4);
        assertEquals(0, stop(again), log());
        assertTrue(checker.isClean(), checker::report);
        assertTrue(checker.events() > 10, checker::report);
    }

    @Test
    void sigtermUnderLoadEndsInOrderWithinFiveSeconds() throws Exception {
        Process box = startBox();
        awaitFurther(3);
        long before = System.nanoTime();
        int code = stop(box);
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertEquals(0, code, log());
        assertTrue(millis <= 5_000, "stopped after " + millis + " ms\n" + log());
        assertTrue(log().contains(" 0 open leases"), log());
        assertTrue(checker.isClean(), checker::report);
    }

    /** While the broker is away, the box goes on counting: one measurement a second. */
    private void subscriberMissesThreeSeconds(Process box) throws InterruptedException {
        assertTrue(!box.waitFor(3, TimeUnit.SECONDS), "the box ended because the broker did\n");
    }

    private void awaitFurther(int events) {
        long goal = checker.events() + events;
        Await.until(goal + " numbered messages", LIMIT, () -> checker.events() >= goal);
    }

    private Process startBox() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "watchpost.daemon.Main",
                "run",
                "--config",
                configuration.toString()));
        Process box = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("box.log").toFile()))
                .start();
        boxes.add(box);
        return box;
    }

    private static int stop(Process box) throws InterruptedException {
        box.destroy();
        assertTrue(box.waitFor(20, TimeUnit.SECONDS), "the box does not stop");
        return box.exitValue();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("box.log"));
    }
}
