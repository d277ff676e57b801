package watchpost.alerts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import watchpost.alerts.contract.ClockJump;
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
import watchpost.alerts.outbox.StoredMessage;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/**
 * Another way for messages beside MQTT, with a file, an epoch, a sequence and a window of its own: neither holds the other up, and what
 * one gives up, it declares by itself. Belongs to the thread {@code outbox}, which stores here before it stores for MQTT: what anybody
 * was promised is in both files.
 */
final class SideChannel {
    private static final Logger LOG = System.getLogger(SideChannel.class.getName());
    private static final int MOST_AT_ONCE = 512;
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PICTURE_NANOS = AlertSettings.PICTURE_DEADLINE.toNanos();

    /** Opens the file. */
    interface Opening {
        /** @param suspect true if it has shown to be damaged */
        Outbox open(boolean suspect) throws OutboxException;
    }

    private final Selection selection;
    private final Opening opening;
    private final Transport transport;
    private final Consumer<Runnable> outboxThread;
    private final Ticker ticker;
    private final Batch batch = new Batch();
    private final Delivery delivery;
    /** Incidents that were told here and are open. */
    private final Set<String> told = new HashSet<>();
    /** By incident, what was stored and waits for its picture. */
    private final Map<String, Held> held = new HashMap<>();

    private Outbox outbox;
    private long givenUpBefore;
    private long firstPosition;
    private long retryAt;
    private String trouble = "";
    private volatile Counts counts;

    private record Counts(long backlog, long givenUp, long sent) {}

    private record Held(long position, long until) {}

    /** @param outboxThread runs a task on the thread {@code outbox} */
    SideChannel(
            Selection selection, Opening opening, Transport transport, Consumer<Runnable> outboxThread, Ticker ticker)
            throws OutboxException {
        this.selection = selection;
        this.opening = opening;
        this.transport = transport;
        this.outboxThread = outboxThread;
        this.ticker = ticker;
        this.outbox = opening.open(false);
        this.firstPosition = outbox.nextPosition();
        this.delivery = new Delivery(outbox, transport, new StateBoard());
        this.counts = new Counts(outbox.rows(), 0, 0);
    }

    void start() {
        transport.start(new Courier(outboxThread, this::work, delivery, batch));
    }

    /** How it stands; any thread. */
    ChannelState state() {
        Counts now = counts;
        return new ChannelState(transport.state(), now.backlog(), now.givenUp(), now.sent());
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
                selection.recall(last);
                if (last.phase() == Phase.CLOSED) {
                    continue;
                }
                told.add(last.id());
                if (!ids.contains(last.id())) {
                    Incident end = last.cutShort();
                    take(end, messages.incident(end, Media.NONE), false, false);
                }
            }
        } catch (OutboxException e) {
            failed(e);
        }
    }

    /**
     * A change of an incident.
     *
     * @param quiet true if nobody is to be woken by it
     * @param pictured true if its picture is being drawn: it waits for that
     */
    void take(Incident change, Message message, boolean quiet, boolean pictured) {
        String id = change.id();
        boolean wanted = selection.wants(change, quiet, told.contains(id));
        boolean over = change.phase() == Phase.CLOSED;
        if (wanted) {
            batch.store(message, pictured ? stored -> hold(id, stored) : stored -> {});
        }
        if (over && told.remove(id) && !wanted) {
            batch.end(id);
        } else if (wanted && !over) {
            told.add(id);
        }
    }

    private void hold(String incidentId, StoredMessage stored) {
        held.put(incidentId, new Held(stored.position(), ticker.nanoTime() + PICTURE_NANOS));
        delivery.hold(stored.position());
    }

    /** The picture of an incident is in the store, or will not come. */
    void pictured(String incidentId) {
        Held waiting = held.remove(incidentId);
        if (waiting != null) {
            delivery.release(waiting.position());
        }
    }

    private void expirePictures() {
        long now = ticker.nanoTime();
        List<String> late = held.entrySet().stream()
                .filter(entry -> now - entry.getValue().until() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(this::pictured);
    }

    void measurement(Message message) {
        if (selection.wantsMeasurements()) {
            batch.store(message, stored -> {});
        }
    }

    /** Stores what came and sends what may be sent. */
    void work() {
        expirePictures();
        try {
            delivery.pump();
            if (trouble.isEmpty() || ticker.nanoTime() - retryAt >= 0) {
                commit();
            }
            delivery.pump();
        } catch (OutboxException e) {
            failed(e);
        }
        counts = new Counts(outbox.rows(), givenUpBefore + outbox.givenUp(), delivery.confirmed());
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
    void correct(ClockJump jump) {
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
            givenUpBefore += outbox.givenUp();
            outbox = opening.open(true);
            firstPosition = outbox.nextPosition();
            batch.keepInsertsOnly();
            held.clear();
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
}
