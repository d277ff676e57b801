package watchpost.testkit.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A Paho client that keeps what it receives. */
final class Subscriber implements AutoCloseable {
    final List<String> received = new CopyOnWriteArrayList<>();
    final MqttClient client;

    Subscriber(String url, String id, MqttConnectOptions options) throws MqttException {
        client = new MqttClient(url, id, new MemoryPersistence());
        options.setConnectionTimeout(5);
        client.connect(options);
        client.subscribe(
                "#",
                1,
                (topic, message) ->
                        received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 1000);
        }
        client.close(true);
    }
}
