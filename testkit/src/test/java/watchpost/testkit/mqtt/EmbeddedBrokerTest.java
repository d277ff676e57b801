package watchpost.testkit.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;

class EmbeddedBrokerTest {
    @Test
    void deliversLargeMessagesAndComesBackEmptyOnTheSamePort() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber =
                        Subscriber.builder(broker.url()).start(message -> received.add(message.text()))) {
            int port = broker.port();
            String large = "x".repeat(1 << 20);
            subscriber.awaitReady();
            publish(broker, large);
            Await.until("the large message", () -> received.equals(List.of(large)));
            broker.stop();
            Await.until("the loss of the connection", () -> !subscriber.isReady());
            assertFalse(broker.isRunning());
            assertThrows(MqttException.class, () -> publish(broker, "nobody"));

            broker.restart();
            assertEquals(port, broker.port());
            assertThrows(UncheckedIOException.class, () -> EmbeddedBroker.startOn(port), "the port is taken");
            subscriber.awaitReady();
            publish(broker, "again");
            Await.until("a message after the restart", () -> received.equals(List.of(large, "again")));
        }
    }

    private static void publish(EmbeddedBroker broker, String text) throws MqttException {
        try (Publisher publisher = new Publisher(broker.pahoUrl())) {
            publisher.publish("t", text);
        }
    }
}
