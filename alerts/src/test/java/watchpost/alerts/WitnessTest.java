package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.Witness;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Mosquitto;

/** Whoever else tests: a message that the contract does not describe is seen. */
class WitnessTest {
    private static final String TOPIC = "watchpost/north/gate-7/health";
    private static final String HEAD =
            "{\"schema\":\"watchpost.health/1\",\"site\":\"north\",\"box\":\"gate-7\",\"at\":\"2026-11-21T02:49:39.123Z\"";

    private static void publish(String url, String text) throws Exception {
        try (MqttClient client = new MqttClient(url, MqttClient.generateClientId(), new MemoryPersistence())) {
            client.connect();
            client.publish(TOPIC, text.getBytes(StandardCharsets.UTF_8), 1, false);
            client.disconnect();
        }
    }

    @Test
    void aFieldThatNobodyDescribedIsAFault() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            publish(broker.pahoUrl(), HEAD + "}");
            publish(broker.pahoUrl(), HEAD + ",\"temper\":\"good\"}");
            subscriber.await("temper");
            assertTrue(Await.value("the fault", () -> Witness.faults().stream().findFirst())
                    .contains("temper"));
        }
    }

    @Test
    void soIsOneFromAnotherBroker() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            publish("tcp://127.0.0.1:" + broker.port(), HEAD + ",\"temper\":\"good\"}");
            subscriber.await("temper");
            assertTrue(Await.value("the fault", () -> Witness.faults().stream().findFirst())
                    .contains("temper"));
        }
    }
}
