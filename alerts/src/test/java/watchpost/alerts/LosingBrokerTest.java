package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.alerts.evidence.PictureSource;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.delivery.Finding;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.mqtt.Subscriber;

/**
 * A broker without persistence that is killed after it has acknowledged, and a receiver that is cut off in the middle of its work. {@code
 * -Dwatchpost.losses=50} is the long form.
 */
class LosingBrokerTest {
    private static final int ROUNDS = Integer.getInteger("watchpost.losses", 3);
    private static final int BATCH = 50;

    @TempDir
    Path directory;

    private final DeliveryChecker checker = new DeliveryChecker(Schemas.strict(), true);
    private int stored;

    private static Subscriber receiver(Mosquitto broker, Consumer<Received> consumer) {
        return Subscriber.builder(broker.url())
                .durable("control-room")
                .topics("watchpost/#")
                .receipts("control-room")
                .start(consumer)
                .awaitReady();
    }

    private void events(AlertService service) {
        for (int i = 0; i < BATCH; i++) {
            service.accept(Events.footfall(stored++));
        }
    }

    /** The receiver is away, the broker takes everything and dies. */
    private void loseOnce(Mosquitto broker, AlertService service, int answered) {
        events(service);
        Await.until(
                "the broker's word for everything",
                () -> service.counters().acknowledged() + service.counters().unreceipted() >= answered + BATCH);
        broker.kill();
        Await.until("the loss", () -> !service.connection().connected());
        broker.restart();
        Await.until("a connection", () -> service.connection().connected());
    }

    @Test
    void withReceiptsNothingIsLost() throws Exception {
        ReceiptSettings receipts = new ReceiptSettings(Set.of("control-room"), Duration.ofSeconds(1));
        try (Mosquitto broker = Mosquitto.start();
                AlertService service = Services.open(directory, broker.url(), receipts, PictureSource.NONE)) {
            receiver(broker, checker).close();
            for (int round = 0; round < ROUNDS; round++) {
                loseOnce(broker, service, stored);
                try (Subscriber cutOff = receiver(broker, checker)) {
                    events(service);
                    Await.until("a part of it", () -> cutOff.received() > 0);
                }
                try (Subscriber back = receiver(broker, checker)) {
                    Await.until("all receipts", () -> service.counters().acknowledged() == stored);
                    assertTrue(back.isReady());
                }
            }
            assertEquals(0, service.counters().backlog());
            assertEquals(stored, checker.events(), checker::report);
            for (Finding fault : new Finding[] {Finding.LOST, Finding.CONFLICT, Finding.INVALID, Finding.RETAINED}) {
                assertEquals(0, checker.count(fault), checker::report);
            }
            System.out.printf(
                    "figure: broker without persistence killed %d times with %d acknowledged messages each, receipts: %d stored,"
                            + " 0 lost, %d duplicates%n",
                    ROUNDS, BATCH, stored, checker.count(Finding.DUPLICATE));
        }
    }

    @Test
    void withoutThemWhatTheBrokerLosesIsLost() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                AlertService service =
                        Services.open(directory, broker.url(), ReceiptSettings.NONE, PictureSource.NONE)) {
            receiver(broker, checker).close();
            loseOnce(broker, service, 0);
            try (Subscriber back = receiver(broker, checker)) {
                events(service);
                Await.until("what came later", () -> checker.events() == BATCH);
                assertTrue(back.isReady());
            }
            assertEquals(BATCH, checker.count(Finding.LOST), checker::report);
        }
    }
}
