package watchpost.alerts;

import java.util.function.Consumer;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.transport.Transport;

/** Hands what a transport reports over to the thread {@code outbox}, on which everything else of a way for messages happens. */
final class Courier implements Transport.Listener {
    private final Consumer<Runnable> outboxThread;
    private final Runnable store;
    private final Delivery delivery;
    private final Batch batch;

    /**
     * @param outboxThread runs a task on the thread {@code outbox}
     * @param store stores what came in so far: it is backlog for a new session
     */
    Courier(Consumer<Runnable> outboxThread, Runnable store, Delivery delivery, Batch batch) {
        this.outboxThread = outboxThread;
        this.store = store;
        this.delivery = delivery;
        this.batch = batch;
    }

    @Override
    public void connected(long session) {
        outboxThread.accept(() -> {
            store.run();
            delivery.connected(session);
        });
    }

    @Override
    public void confirmed(long session, long token) {
        outboxThread.accept(() -> delivery.confirmed(session, token, batch));
    }

    @Override
    public void refused(long session, long token, String why) {
        outboxThread.accept(() -> delivery.refused(session, token, why, batch));
    }

    @Override
    public void lost(long session) {
        outboxThread.accept(() -> delivery.lost(session));
    }
}
