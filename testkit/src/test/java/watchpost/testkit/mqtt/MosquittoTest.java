package watchpost.testkit.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;

class MosquittoTest {
    @Test
    void stopsAndStartsOnTheSamePortAndForgets() throws Exception {
        AtomicLong received = new AtomicLong();
        try (Mosquitto broker = Mosquitto.start()) {
            int port = broker.port();
            publish(port);
            broker.stop();
            assertFalse(broker.isRunning());
            assertThrows(MqttException.class, () -> publish(port));
            broker.restart();
            assertEquals(port, broker.port());
            try (Subscriber subscriber = Subscriber.builder(broker.url()).start(m -> received.incrementAndGet())) {
                subscriber.awaitReady();
                publish(port);
                Await.until("a message", () -> received.get() == 1);
            }
            assertTrue(failure(Mosquitto.builder().port(port)).contains("in use"));
            assertTrue(failure(Mosquitto.builder().line("nonsense true")).contains("nonsense"));
        }
    }

    @Test
    void letsInOnlyWhoHasThePassword() {
        try (Mosquitto broker = Mosquitto.builder().user("box", "se cret").start();
                Subscriber nobody = Subscriber.builder(broker.url()).start(m -> {});
                Subscriber wrong =
                        Subscriber.builder(broker.url()).credentials("box", "x").start(m -> {});
                Subscriber right = Subscriber.builder(broker.url())
                        .credentials("box", "se cret")
                        .start(m -> {})) {
            right.awaitReady();
            Await.until("both to be refused", () -> refused(nobody) && refused(wrong));
            assertFalse(nobody.isReady() || wrong.isReady());
        }
    }

    private static boolean refused(Subscriber subscriber) {
        return subscriber.trouble().contains("(5)") || subscriber.trouble().contains("(4)");
    }

    @Test
    void speaksTlsToThoseWhoTrustItsAuthority() {
        try (Mosquitto broker = Mosquitto.builder().tls().start();
                Subscriber trusting = Subscriber.builder(broker.url())
                        .ca(broker.authority().certificate())
                        .start(m -> {});
                Subscriber wary = Subscriber.builder(broker.url()).start(m -> {})) {
            trusting.awaitReady();
            Await.until("the refusal", () -> wary.trouble().contains("PKIX"));
            assertFalse(wary.isReady());
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedByCarefulClients() {
        try (Mosquitto broker =
                        Mosquitto.builder().tlsForHost("elsewhere.example").start();
                Subscriber careful = Subscriber.builder(broker.url())
                        .ca(broker.authority().certificate())
                        .start(m -> {})) {
            Await.until("the refusal", () -> careful.trouble().contains("subject alternative names"));
            assertFalse(careful.isReady());
        }
    }

    @Test
    void canAskClientsForACertificate() {
        try (Mosquitto broker = Mosquitto.builder().tls().clientCertificates().start();
                Subscriber without = Subscriber.builder(broker.url())
                        .ca(broker.authority().certificate())
                        .start(m -> {})) {
            Await.until("the refusal", () -> !without.trouble().isEmpty());
            assertEquals(0, without.connections());
        }
    }

    private static String failure(Mosquitto.Builder builder) {
        return assertThrows(IllegalStateException.class, builder::start).getMessage();
    }

    private static void publish(int port) throws MqttException {
        try (Publisher publisher = new Publisher("tcp://127.0.0.1:" + port)) {
            publisher.publish("t", "m");
        }
    }
}
