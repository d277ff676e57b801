package watchpost.alerts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import watchpost.alerts.contract.Receipt;
import watchpost.alerts.contract.Topics;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.transport.Incoming;

/**
 * Reads receipts on the transport's thread and settles them on the thread {@code outbox}. Who may publish under a receiver's name is for
 * the broker to say; what is no receipt, or of nobody who was named, is counted and has no effect.
 */
final class ReceiptDesk {
    /** Receipts that the thread {@code outbox} has not taken yet; more are ignored, and what they confirm is sent again. */
    private static final int MOST_WAITING = 256;

    private final String prefix;
    private final Set<String> from;
    private final Delivery delivery;
    private final Batch batch;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong ignored = new AtomicLong();

    ReceiptDesk(Topics topics, ReceiptSettings settings, Delivery delivery, Batch batch) {
        this.prefix = topics.receipt("");
        this.from = settings.from();
        this.delivery = delivery;
        this.batch = batch;
    }

    /** What to subscribe to: nothing if nobody is asked for receipts. */
    List<String> filters() {
        return from.stream().sorted().map(name -> prefix + name).toList();
    }

    boolean isMeant(Incoming message) {
        return message.topic().startsWith(prefix);
    }

    /** Receipts that had no effect since the start because they were none, or too many at once. */
    long ignored() {
        return ignored.get();
    }

    void received(Incoming message, Consumer<Runnable> outboxThread) {
        String name = message.topic().substring(prefix.length());
        Optional<Receipt> receipt =
                from.contains(name) && !message.retained() ? Receipt.read(message.payload()) : Optional.empty();
        if (receipt.isEmpty() || waiting.get() >= MOST_WAITING) {
            ignored.incrementAndGet();
            return;
        }
        waiting.incrementAndGet();
        outboxThread.accept(() -> {
            waiting.decrementAndGet();
            delivery.received(name, receipt.get(), batch);
        });
    }
}
