package watchpost.alerts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import watchpost.testkit.Await;

/** An independent subscriber that keeps everything it receives, in order. */
final class Subscriber implements AutoCloseable {
    /** A message as it arrived, and when ({@link System#nanoTime}). */
    record Received(String topic, String text, int bytes, boolean retained, long nanos) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
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
                () -> received.stream().filter(message -> has(message, parts)).findFirst());
    }

    long count(String... parts) {
        return received.stream().filter(message -> has(message, parts)).count();
    }

    Optional<Received> last(String... parts) {
        return received.stream().filter(message -> has(message, parts)).reduce((a, b) -> b);
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
        }

        @Override
        public void connectionLost(Throwable e) {}

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
