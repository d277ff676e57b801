package watchpost.testkit.mqtt;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A Paho client that waits for the acknowledgement of each message. */
final class Publisher implements AutoCloseable {
    private final MqttClient client;

    Publisher(String url) throws MqttException {
        client = new MqttClient(url, "publisher", new MemoryPersistence());
        client.setTimeToWait(10_000);
        MqttConnectOptions options = new MqttConnectOptions();
        // the client lets go of a message a moment after it has told that it arrived
        options.setMaxInflight(100);
        client.connect(options);
    }

    void publish(String topic, String text) throws MqttException {
        client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 1000);
        }
        client.close(true);
    }
}
