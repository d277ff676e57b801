package watchpost.alerts.outbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import watchpost.alerts.Events;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.id.ContentIds;
import watchpost.alerts.id.Ids;
import watchpost.alerts.incident.IncidentFold;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;

/** An outbox with everything around it that a test steps by hand. */
final class OutboxBench implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.fixed(Events.START);
    private static final Ids IDS = new ContentIds();

    final Messages messages = new Messages(Origin.of("north", "gate-7"), IDS);
    final TestingTransport transport = new TestingTransport();
    final StateBoard states = new StateBoard();
    final Batch batch = new Batch();
    final Outbox outbox;
    final Delivery delivery;
    private final IncidentFold fold = new IncidentFold(IDS, Duration.ZERO);

    OutboxBench(Path directory, long maxBytes) throws OutboxException {
        this(directory, maxBytes, false);
    }

    /** @param suspect true if the file has already shown to be damaged */
    OutboxBench(Path directory, long maxBytes, boolean suspect) throws OutboxException {
        this(directory, maxBytes, suspect, Receipts.NONE);
    }

    OutboxBench(Path directory, long maxBytes, boolean suspect, Receipts receipts) throws OutboxException {
        outbox = Outbox.open(directory, maxBytes, messages, IDS, CLOCK, suspect);
        delivery = new Delivery(outbox, transport, states, Copier.NONE, receipts);
    }

    /** Stores what {@code batch} holds. */
    void commit() throws OutboxException {
        outbox.write(batch, delivery::isInUse);
        delivery.settled(batch);
        batch.clear(batch);
    }

    /** Stores messages in one transaction; returns their positions. */
    List<Long> store(Message... all) throws OutboxException {
        List<Long> positions = new ArrayList<>();
        for (Message message : all) {
            batch.store(message, stored -> positions.add(stored.position()));
        }
        commit();
        return positions;
    }

    /** Stores measurements of the camera "gate" in one transaction. */
    void storeMeasurements(int count) throws OutboxException {
        for (int i = 0; i < count; i++) {
            batch.store(measurement("gate"), stored -> {});
        }
        commit();
    }

    Message measurement(String camera) {
        return messages.measurement(Events.footfall(new CameraId(camera), 60));
    }

    /** The next message about what object {@code track} does on {@code camera}. */
    Message incident(String camera, long track, RuleEvent.Phase phase, Severity severity) {
        RuleEvent event = Events.intrusion(new CameraId(camera), phase, track, 1, severity);
        return messages.incident(fold.step(event, Duration.ZERO).get(0), Media.NONE);
    }

    Message alarm(String camera, long track) {
        return incident(camera, track, RuleEvent.Phase.OPENED, Severity.ALARM);
    }

    /** Sends and confirms until nothing moves any more. */
    void drain() throws OutboxException {
        int before;
        do {
            before = transport.sent.size();
            transport.confirmAll(delivery, batch);
            commit();
            delivery.pump();
        } while (transport.sent.size() > before);
    }

    @Override
    public void close() throws OutboxException {
        outbox.close();
    }
}
