package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.tls.TestAuthority;

/** The same box against a broker of another make: credentials, TLS, restarts, the last will. */
class MosquittoTest {
    @TempDir
    Path directory;

    private AlertService open(BrokerSettings settings) throws AlertException {
        return Services.open(directory, Origin.of("north", "gate-7"), settings, PictureSource.NONE);
    }

    private static void awaitSentence(AlertService service, String... parts) {
        try {
            Await.until("the reason", () -> List.of(parts).stream()
                    .allMatch(service.connection().sentence()::contains));
        } catch (AssertionError e) {
            throw new AssertionError("it says: " + service.connection().sentence(), e);
        }
    }

    @Test
    void aWrongPasswordIsOneSentenceAndTheRightOneNeedsNoRestart() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "wrong-secret\n");
        try (Mosquitto broker =
                        Mosquitto.builder().user("watchpost", "right-secret").start();
                AlertService service = open(new BrokerSettings(
                        broker.url(),
                        Optional.of("watchpost"),
                        Optional.of(password),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))) {
            service.accept(Events.footfall(60));
            awaitSentence(service, "127.0.0.1:" + broker.port() + ": ", "check mqtt.username, mqtt.password-file");
            assertFalse(service.connection().sentence().contains("secret"));
            Files.writeString(password, "right-secret\n");
            Await.until("a connection", () -> service.connection().connected());
            Await.until("the message", () -> service.counters().acknowledged() == 1);
            Files.delete(password);
            broker.stop();
            awaitSentence(service, "mqtt.password-file " + password + " cannot be read");
        }
    }

    @Test
    void aBrokerThatShowsTheWrongCertificateGetsNothing() throws Exception {
        try (Mosquitto broker = Mosquitto.builder().tlsForHost("broker.example").start()) {
            Path ca = broker.authority().certificate();
            try (AlertService service = open(tls(broker, Optional.of(ca), Optional.empty()))) {
                service.accept(Events.footfall(60));
                awaitSentence(service, "its certificate is not for the name 127.0.0.1");
                assertEquals(0, service.counters().acknowledged());
            }
            try (AlertService service = open(tls(broker, Optional.empty(), Optional.empty()))) {
                awaitSentence(service, "not signed by an authority that the box trusts; set mqtt.ca-file");
            }
            try (AlertService service = open(tls(broker, Optional.of(directory.resolve("no.pem")), Optional.empty()))) {
                awaitSentence(service, "mqtt.ca-file " + directory.resolve("no.pem") + " cannot be read");
            }
        }
    }

    private static BrokerSettings tls(Mosquitto broker, Optional<Path> ca, Optional<TestAuthority.Identity> identity) {
        return new BrokerSettings(
                broker.url(),
                Optional.empty(),
                Optional.empty(),
                ca,
                identity.map(TestAuthority.Identity::certificate),
                identity.map(TestAuthority.Identity::key));
    }

    @Test
    void aBoxShowsItsCertificateWhereTheBrokerAsksForOne() throws Exception {
        try (Mosquitto broker = Mosquitto.builder().tls().clientCertificates().start()) {
            Optional<Path> ca = Optional.of(broker.authority().certificate());
            try (AlertService service = open(tls(broker, ca, Optional.empty()))) {
                Await.until(
                        "the refusal", () -> !service.connection().sentence().equals("not connected yet"));
                assertFalse(service.connection().connected(), () -> service.connection()
                        .sentence());
            }
            TestAuthority.Identity box = broker.authority().issue("gate-7", List.of("DNS:gate-7"));
            try (AlertService service = open(tls(broker, ca, Optional.of(box)))) {
                service.accept(Events.footfall(60));
                Await.until("the message", () -> service.counters().acknowledged() == 1);
            }
        }
    }

    @Test
    void theBrokerSaysThatAKilledBoxIsOffline() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            Process box = TestingBox.start(directory, "north", broker.url(), 1, 20, 100);
            try (BufferedReader out = box.inputReader()) {
                out.readLine();
                subscriber.await("/status", "\"state\":\"online\"");
                box.toHandle().destroyForcibly();
            }
            subscriber.await("/status", "\"state\":\"offline\"");
            try (Subscriber later = new Subscriber(broker.url(), "watchpost/#")) {
                assertTrue(later.await("/status", "\"state\":\"offline\"").retained());
            }
            subscriber.assertContractKept();
        }
    }

    @Test
    void levelsAreRetainedAndToldAgainToABrokerThatForgotThem() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                AlertService service = open(BrokerSettings.at(broker.url()))) {
            service.accept(Events.occupancy(1, 3));
            service.accept(Events.status("streaming", ""));
            Await.until("a connection", () -> service.connection().connected());
            for (int life = 1; life <= 2; life++) {
                try (Subscriber later = new Subscriber(broker.url(), "watchpost/#")) {
                    assertTrue(
                            later.await("/levels/hall-limit", "\"occupancy\":3").retained() || life == 2);
                    later.await("/cameras/gate/status", "streaming");
                    later.await("gate-7/status", "online");
                }
                broker.kill();
                Await.until("the loss", () -> !service.connection().connected());
                broker.restart();
            }
        }
    }

    @Test
    void aBrokerThatRestartsHasEverythingInOrder() throws Exception {
        try (Mosquitto broker = Mosquitto.builder().persistent().start();
                Subscriber subscriber = new Subscriber(watchpost.testkit.mqtt.Subscriber.builder(broker.url())
                        .durable("reader")
                        .topics("watchpost/#"));
                AlertService service = open(BrokerSettings.at(broker.url()))) {
            int events = 0;
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 100; i++) {
                    service.accept(
                            events % 5 == 0 ? Events.intrusion(Phase.OPENED, events, 1) : Events.footfall(events));
                    events++;
                }
                long before = service.counters().acknowledged();
                Await.until("a part of it", () -> service.counters().acknowledged() > before);
                broker.stop();
                broker.restart();
            }
            Await.until("everything confirmed", () -> service.counters().acknowledged() == 300);
            Await.until("everything received", () -> subscriber.checker.events() == 300);
            subscriber.assertContractKept();
        }
    }
}
