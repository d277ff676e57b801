package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.DeliveryChecker;

/** An independent subscriber that keeps everything it receives, in order, and judges it by the contract. */
final class Subscriber implements AutoCloseable {
    /** A message as it arrived, and when ({@link System#nanoTime}); of a picture the bytes are only counted. */
    record Received(String topic, String text, int bytes, boolean retained, long nanos) {}

    final DeliveryChecker checker = new DeliveryChecker(Schemas.strict(), true);
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final watchpost.testkit.mqtt.Subscriber subscriber;

    /** @param url as in watchpost.yaml */
    Subscriber(String url, String topics) {
        this(watchpost.testkit.mqtt.Subscriber.builder(url).topics(topics));
    }

    Subscriber(watchpost.testkit.mqtt.Subscriber.Builder settings) {
        subscriber = settings.start(this::take).awaitReady();
    }

    private void take(watchpost.testkit.delivery.Received message) {
        String text = message.topic().contains("/pictures/") ? "" : message.text();
        received.add(
                new Received(message.topic(), text, message.payload().length, message.retained(), System.nanoTime()));
        checker.accept(message);
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
    public void close() {
        subscriber.close();
    }
}
