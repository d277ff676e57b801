package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.evidence.PictureSource;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;

/** What anybody may publish on the receivers' topics, and what it does. */
class ReceiptsTest {
    private static final String TOPIC = "watchpost/north/gate-7/receipts/";
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    private final ReceiptSettings settings = new ReceiptSettings(Set.of("desk"), Duration.ofHours(1));

    private static String receipt(String epoch, String ranges) {
        return "{\"schema\":\"watchpost.receipt/1\",\"epoch\":\"" + epoch + "\",\"ranges\":" + ranges + "}";
    }

    private static void publish(MqttClient anybody, String name, String text) throws MqttException {
        anybody.publish(TOPIC + name, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    private String epoch(Mosquitto broker) throws Exception {
        try (AlertService service = Services.open(directory, broker.url(), settings, PictureSource.NONE);
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            Await.until("a connection", () -> service.connection().connected());
            Matcher found =
                    EPOCH.matcher(subscriber.await("gate-7/status", "epoch").text());
            assertTrue(found.find());
            return found.group(1);
        }
    }

    @Test
    void onlyAReceiptOfSomebodyNamedForWhatWasSentRemovesAnything() throws Exception {
        try (Mosquitto broker = Mosquitto.start()) {
            String epoch = epoch(broker);
            MqttClient anybody = new MqttClient(
                    "tcp://127.0.0.1:" + broker.port(), MqttClient.generateClientId(), new MemoryPersistence());
            anybody.connect();
            byte[] kept = receipt(epoch, "[[1,1000]]").getBytes(StandardCharsets.UTF_8);
            anybody.publish(TOPIC + "desk", kept, 1, true);
            try (AlertService service = Services.open(directory, broker.url(), settings, PictureSource.NONE)) {
                Await.until("the retained one to be ignored", () -> service.receiptsIgnored() == 1);
                publish(anybody, "desk", receipt(epoch, "[[1,1000]]"));
                publish(anybody, "stranger", receipt(epoch, "[[1,1000]]"));
                publish(anybody, "desk", "{\"epoch\":\"" + epoch + "\"}");
                publish(anybody, "desk", "\u0000\u0001");
                Await.until("the rest to be ignored", () -> service.receiptsIgnored() == 3);
                service.accept(Events.footfall(1));
                service.accept(Events.footfall(2));
                Await.until("the broker's word", () -> service.counters().unreceipted() == 2);
                publish(anybody, "stranger", receipt(epoch, "[[1,1000]]"));
                publish(anybody, "desk", receipt("another", "[[1,1000]]"));
                publish(anybody, "desk", receipt(epoch, "[[2,2]]"));
                Await.until("one receipt", () -> service.counters().acknowledged() == 1);
                assertEquals(1, service.counters().backlog());
                publish(anybody, "desk", receipt(epoch, "[[1,1000]]"));
                Await.until("both", () -> service.counters().backlog() == 0);
                assertEquals(3, service.receiptsIgnored());
            } finally {
                anybody.disconnectForcibly(1000, 1000);
                anybody.close();
            }
        }
    }
}
