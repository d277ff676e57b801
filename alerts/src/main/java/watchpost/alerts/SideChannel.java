package watchpost.alerts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import watchpost.alerts.contract.IncidentReader;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.transport.Incoming;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/**
 * Another way for messages beside MQTT, with a file, an epoch, a sequence and a window of its own: neither holds the other up, and what
 * one gives up, it declares by itself. Belongs to the thread {@code outbox}, which stores here before it stores for MQTT: what anybody
 * was promised is in both files.
 */
final class SideChannel implements Transport.Listener {
    private static final Logger LOG = System.getLogger(SideChannel.class.getName());
    private static final int MOST_AT_ONCE = 512;
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * Which messages go this way.
     *
     * @param quiet also what is told in quiet hours
     * @param measurements also measurements
     */
    record Wants(boolean quiet, boolean measurements) {}

    /** Opens the file. */
    interface Opening {
        /** @param suspect true if it has shown to be damaged */
        Outbox open(boolean suspect) throws OutboxException;
    }

    private final Wants wants;
    private final Opening opening;
    private final Transport transport;
    private final Consumer<Runnable> outboxThread;
    private final Ticker ticker;
    private final Batch batch = new Batch();
    private final Delivery delivery;
    /** Open incidents that were told here: their end is told too, at whatever hour. */
    private final Set<String> told = new HashSet<>();

    private Outbox outbox;
    private long firstPosition;
    private long retryAt;
    private String trouble = "";
    private volatile Backlog backlog = new Backlog(0, 0);

    /** How many messages wait, and how many were given up since the start. */
    record Backlog(long messages, long givenUp) {}

    /** @param outboxThread runs a task on the thread {@code outbox} */
    SideChannel(Wants wants, Opening opening, Transport transport, Consumer<Runnable> outboxThread, Ticker ticker)
            throws OutboxException {
        this.wants = wants;
        this.opening = opening;
        this.transport = transport;
        this.outboxThread = outboxThread;
        this.ticker = ticker;
        this.outbox = opening.open(false);
        this.firstPosition = outbox.nextPosition();
        this.delivery = new Delivery(outbox, transport, new StateBoard());
    }

    void start() {
        transport.start(this);
    }

    Transport transport() {
        return transport;
    }

    Backlog backlog() {
        return backlog;
    }

    /**
     * Takes over what an earlier life of the box left.
     *
     * @param known the newest message of each incident that MQTT's file knows: those are closed by whoever closes them there
     * @param messages writes the end of the others
     */
    void recall(List<byte[]> known, Messages messages) {
        Set<String> ids = new HashSet<>();
        known.forEach(payload -> ids.add(IncidentReader.read(payload).id()));
        try {
            for (byte[] payload : outbox.incidents()) {
                Incident last = IncidentReader.read(payload);
                if (last.phase() == Phase.CLOSED) {
                    continue;
                }
                told.add(last.id());
                if (!ids.contains(last.id())) {
                    take(messages.incident(last.cutShort(), Media.NONE), false);
                }
            }
        } catch (OutboxException e) {
            failed(e);
        }
    }

    /** A change of an incident. */
    void take(Message message, boolean quiet) {
        String id = message.subject().incidentId();
        if (quiet && !wants.quiet() && !told.contains(id)) {
            return;
        }
        if (message.subject().lasts()) {
            told.add(id);
        } else {
            told.remove(id);
        }
        batch.store(message, stored -> {});
    }

    void measurement(Message message) {
        if (wants.measurements()) {
            batch.store(message, stored -> {});
        }
    }

    /** Stores what came and sends what may be sent. */
    void work() {
        try {
            delivery.pump();
            if (trouble.isEmpty() || ticker.nanoTime() - retryAt >= 0) {
                commit();
            }
            delivery.pump();
        } catch (OutboxException e) {
            failed(e);
        }
        backlog = new Backlog(outbox.rows(), outbox.givenUp());
    }

    private void commit() throws OutboxException {
        while (!batch.isEmpty()) {
            Batch next = batch.head(MOST_AT_ONCE);
            outbox.write(next, delivery::isInUse);
            batch.clear(next);
            delivery.settled(next);
            trouble = "";
        }
    }

    /** Gives up what happened before {@code oldest}. */
    void expire(Instant oldest) {
        try {
            outbox.expire(oldest, delivery::isInUse);
        } catch (OutboxException e) {
            failed(e);
        }
    }

    /** The clock was put right. */
    void correct(Duration jump) {
        try {
            commit();
            outbox.correct(jump, firstPosition, delivery::wasSent);
            delivery.reread();
        } catch (OutboxException e) {
            failed(e);
        }
    }

    private void failed(OutboxException e) {
        if (!trouble.equals(e.getMessage())) {
            trouble = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, trouble);
        }
        retryAt = ticker.nanoTime() + RETRY_NANOS;
        delivery.unsettled();
        if (e.damaged()) {
            replace();
        }
    }

    private void replace() {
        closeOutbox();
        try {
            outbox = opening.open(true);
            firstPosition = outbox.nextPosition();
            batch.keepInsertsOnly();
            delivery.moveTo(outbox);
            trouble = "";
        } catch (OutboxException e) {
            LOG.log(Level.ERROR, e.getMessage());
        }
    }

    void close(Duration patience) {
        transport.close(patience);
        closeOutbox();
    }

    private void closeOutbox() {
        try {
            outbox.close();
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, e.getMessage());
        }
    }

    @Override
    public Optional<String> wants() {
        return Optional.empty();
    }

    @Override
    public void received(Incoming message) {}

    @Override
    public void connected(long session) {
        outboxThread.accept(() -> {
            work();
            delivery.connected(session);
        });
    }

    @Override
    public void confirmed(long session, long token) {
        outboxThread.accept(() -> delivery.confirmed(session, token, batch));
    }

    @Override
    public void lost(long session) {
        outboxThread.accept(() -> delivery.lost(session));
    }
}
