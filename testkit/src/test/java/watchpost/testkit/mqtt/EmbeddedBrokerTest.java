package watchpost.testkit.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;

class EmbeddedBrokerTest {
    @Test
    void deliversLargeMessagesAndComesBackEmptyOnTheSamePort() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            int port = broker.port();
            String large = "x".repeat(1 << 20);
            try (Subscriber subscriber = new Subscriber(broker.pahoUrl(), "a", new MqttConnectOptions());
                    Publisher publisher = new Publisher(broker.pahoUrl())) {
                publisher.publish("t", large);
                Await.until("the large message", () -> subscriber.received.equals(List.of("t " + large)));
                broker.stop();
                Await.until("the loss of the connection", () -> !subscriber.client.isConnected());
            }
            assertFalse(broker.isRunning());
            assertThrows(MqttException.class, () -> new Subscriber(broker.pahoUrl(), "b", new MqttConnectOptions()));

            broker.restart();
            assertEquals(port, broker.port());
            assertThrows(UncheckedIOException.class, () -> EmbeddedBroker.startOn(port), "the port is taken");
            try (Subscriber subscriber = new Subscriber(broker.pahoUrl(), "a", new MqttConnectOptions());
                    Publisher publisher = new Publisher(broker.pahoUrl())) {
                publisher.publish("t", "again");
                Await.until("a message after the restart", () -> subscriber.received.equals(List.of("t again")));
            }
        }
    }
}
