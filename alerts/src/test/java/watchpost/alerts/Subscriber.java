package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import watchpost.alerts.contract.Schemas;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.DeliveryChecker;

/** An independent subscriber that keeps everything it receives, in order. */
final class Subscriber implements AutoCloseable {
    /** A message as it arrived, and when ({@link System#nanoTime}). */
    record Received(String topic, String text, int bytes, boolean retained, long nanos) {}

    final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    /** Judges everything that arrives by the contract. */
    final DeliveryChecker checker = new DeliveryChecker(Schemas.all(), true);

    private final MqttAsyncClient client;

    /** @param url as in watchpost.yaml */
    Subscriber(String url, String clientId, String topics) throws MqttException {
        client = new MqttAsyncClient(url.replace("mqtt://", "tcp://"), clientId, new MemoryPersistence());
        client.setCallback(new Keep());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(true);
        client.connect(options).waitForCompletion(10_000);
        client.subscribe(topics, 1).waitForCompletion(10_000);
    }

    /** Waits for the first message that contains all of {@code parts} in its topic or text. */
    Received await(String... parts) {
        return Await.value(
                "a message with " + String.join(", ", parts),
                () -> all().stream().filter(message -> has(message, parts)).findFirst());
    }

    long count(String... parts) {
        return all().stream().filter(message -> has(message, parts)).count();
    }

    /** What has arrived so far, in order. */
    List<Received> all() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Fails unless everything that arrived keeps the contract. */
    void assertContractKept() {
        assertTrue(checker.isClean(), checker::report);
    }

    private static boolean has(Received message, String... parts) {
        return List.of(parts).stream()
                .allMatch(
                        part -> message.topic().contains(part) || message.text().contains(part));
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1000, false);
        client.close(true);
    }

    private final class Keep implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            byte[] payload = message.getPayload();
            String text = topic.contains("/pictures/") ? "" : new String(payload, StandardCharsets.UTF_8);
            received.add(new Received(topic, text, payload.length, message.isRetained(), System.nanoTime()));
            checker.accept(
                    new watchpost.testkit.delivery.Received(topic, payload, message.isRetained(), Instant.now()));
        }

        @Override
        public void connectionLost(Throwable e) {}

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
