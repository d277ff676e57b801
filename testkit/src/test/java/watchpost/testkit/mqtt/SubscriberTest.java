package watchpost.testkit.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;
import watchpost.testkit.process.WorkFolder;

/** Against mosquitto. */
class SubscriberTest {
    @Test
    void aDurableSessionSeesEverythingThroughKillsOfThePersistentBrokerAndOwnAbsence() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        try (Mosquitto broker = Mosquitto.builder().persistent().start()) {
            Subscriber.Builder same = Subscriber.builder(broker.url()).durable("listener");
            Subscriber first = same.start(message -> received.add(message.text()));
            first.awaitReady();
            publish(broker, 0, 30);
            Await.until("the first thirty", () -> received.size() >= 30);
            broker.kill();
            Await.until("the loss of the connection", () -> !first.isReady());
            broker.restart();
            first.awaitReady();
            assertEquals(2, first.connections());
            publish(broker, 30, 60);
            Await.until("the next thirty", () -> received.size() >= 60);
            first.close();
            assertFalse(first.isReady());

            publish(broker, 60, 90);
            broker.kill();
            broker.restart();
            try (Subscriber second = same.start(message -> received.add(message.text()))) {
                Await.until("what came meanwhile", () -> received.size() >= 90);
                assertEquals("", second.trouble());
            }
            assertEquals(
                    IntStream.range(0, 90).mapToObj(Integer::toString).toList(),
                    received.stream().distinct().toList());
        }
    }

    @Test
    void beginsBeforeTheBrokerIsThereAndSurvivesWhatItsConsumerThrows() throws Exception {
        int port = WorkFolder.freePort();
        List<String> received = new CopyOnWriteArrayList<>();
        try (Subscriber subscriber = Subscriber.builder("mqtt://127.0.0.1:" + port)
                .topics("a/#", "b")
                .start(message -> {
                    received.add(message.topic());
                    throw new IllegalStateException("not mine");
                })) {
            Await.until("a refused connection", () -> !subscriber.trouble().isEmpty());
            try (Mosquitto broker = Mosquitto.builder().port(port).start();
                    Publisher publisher = new Publisher("tcp://127.0.0.1:" + broker.port())) {
                subscriber.awaitReady();
                for (String topic : List.of("a/x", "c", "b")) {
                    publisher.publish(topic, "m");
                }
                Await.until("two messages", () -> subscriber.received() == 2);
                assertEquals(List.of("a/x", "b"), received);
                assertTrue(subscriber.trouble().contains("not mine"), subscriber::trouble);
                assertEquals(1, subscriber.connections());
            }
        }
    }

    private static void publish(Mosquitto broker, int from, int to) throws Exception {
        try (Publisher publisher = new Publisher("tcp://127.0.0.1:" + broker.port())) {
            for (int i = from; i < to; i++) {
                publisher.publish("t", Integer.toString(i));
            }
        }
    }
}
