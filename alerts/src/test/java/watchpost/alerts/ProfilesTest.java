package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.profile.ProfileSettings;
import watchpost.alerts.profile.Rules;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;

/** What other software finds at a real broker, whatever dies. */
class ProfilesTest {
    private static final String YARD = "/profiles/home-assistant/cameras/gate/rules/yard-intrusion";
    private static final String CONFIG = "homeassistant/device/watchpost_north_gate-7_gate/config";
    private static final ProfileSettings PROFILES = Rules.all(Rules.gate(Rules.YARD, Rules.DOOR));

    @TempDir
    Path directory;

    /** A box in a process of its own, to be killed: somebody is in the yard, and goes through the door. Arguments: directory, broker. */
    public static final class Box {
        private Box() {}

        static Process start(Path directory, String url) throws IOException {
            Path temporary = Files.createDirectories(directory.resolve("tmp"));
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + temporary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Box.class.getName(),
                            directory.toString(),
                            url)
                    .redirectError(directory.resolve("err").toFile())
                    .start();
        }

        public static void main(String[] args) throws Exception {
            AlertService service = Services.open(Path.of(args[0]), args[1], PROFILES);
            service.onIncident(note -> {
                System.out.println("stored");
                System.out.flush();
            });
            service.accept(Events.intrusion(Phase.OPENED, 7, 1));
            service.accept(Events.crossing(Phase.OPENED, 7, 2));
            Thread.currentThread().join();
        }
    }

    @Test
    void aKilledBoxComesBackWithNothingOpen() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                Subscriber subscriber = new Subscriber(broker.url(), "#")) {
            Process box = Box.start(directory, broker.url());
            try (BufferedReader out = box.inputReader()) {
                assertEquals("stored", out.readLine());
                subscriber.await(YARD, "\"state\":\"ON\"");
                subscriber.await("/incidents/intrusion", "opened");
            } finally {
                box.destroyForcibly().waitFor();
            }
            try (Subscriber later = new Subscriber(broker.url(), "#")) {
                assertTrue(later.await(YARD, "\"state\":\"ON\"").retained());
                assertTrue(later.await(CONFIG, "rule_yard-intrusion_open").retained());
                later.await("/status", "offline");
            }
            try (AlertService service = Services.open(directory, broker.url(), PROFILES)) {
                subscriber.await("/incidents/intrusion", "closed", "\"ended_by\":\"restart\"");
                Await.until("nothing open", () -> last(subscriber, YARD).equals("{\"state\":\"OFF\"}"));
                Await.until("nothing waiting", () -> service.counters().backlog() == 0);
            }
            subscriber.assertContractKept();
        }
    }

    private static String last(Subscriber subscriber, String topic) {
        return subscriber.all().stream()
                .filter(message -> message.topic().endsWith(topic))
                .reduce((first, second) -> second)
                .map(Subscriber.Received::text)
                .orElse("");
    }

    @Test
    void whatHappenedWhileTheBrokerWasAwayIsToldAfterAKillToo() throws Exception {
        String crossed = "MyDevice/onvif-ej/RuleEngine/LineDetector/Crossed/&1/gate/door-line";
        try (Mosquitto broker = Mosquitto.start()) {
            broker.stop();
            Process box = Box.start(directory, broker.url());
            try (BufferedReader out = box.inputReader()) {
                assertEquals("stored", out.readLine());
                assertEquals("stored", out.readLine());
            } finally {
                box.destroyForcibly().waitFor();
            }
            broker.restart();
            try (Subscriber subscriber = new Subscriber(broker.url(), "#");
                    AlertService service = Services.open(directory, broker.url(), PROFILES)) {
                subscriber.await(crossed, "\"ObjectId\":\"7\"", "\"UtcTime\":\"2026-11-21T02:49:41.123Z\"");
                Await.until("nothing waiting", () -> service.counters().backlog() == 0);
                List<String> topics = subscriber.all().stream()
                        .filter(message -> message.text().contains("\"trigger\"")
                                || message.topic().equals(crossed))
                        .map(Subscriber.Received::topic)
                        .toList();
                assertTrue(topics.get(0).endsWith("/incidents/intrusion"), "its message comes first");
                subscriber.assertContractKept();
            }
        }
    }

    @Test
    void aBrokerThatForgotEverythingIsToldHowThingsStandNow() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                AlertService service = Services.open(directory, broker.url(), PROFILES)) {
            Await.until("a connection", () -> service.connection().connected());
            broker.stop();
            service.accept(Events.intrusion(Phase.OPENED, 7, 1));
            broker.restart();
            try (Subscriber subscriber = new Subscriber(broker.url(), "#")) {
                subscriber.await(YARD, "\"state\":\"ON\"", "\"why\":\"person in yard for 12 s\"");
                subscriber.await(CONFIG, "rule_door-line_open");
                service.watched(List.of(Rules.gate(Rules.DOOR)));
                subscriber.await(CONFIG, "\"rule_yard-intrusion_open\":{\"platform\":\"binary_sensor\"}");
                Await.until("the rule's end", () -> subscriber.all().stream()
                        .anyMatch(message -> message.topic().endsWith(YARD) && message.bytes() == 0));
                subscriber.assertContractKept();
            }
            try (Subscriber later = new Subscriber(broker.url(), "#")) {
                later.await(CONFIG);
                later.await("/status");
                assertFalse(
                        later.all().stream().anyMatch(message -> message.topic().endsWith(YARD)));
            }
        }
    }
}
