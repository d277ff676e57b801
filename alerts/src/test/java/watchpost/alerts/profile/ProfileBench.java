package watchpost.alerts.profile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.Events;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.id.ContentIds;
import watchpost.alerts.id.Ids;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.IncidentFold;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Copier;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.outbox.Receipts;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Transport;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;

/** A box with profiles, from rule events to what a broker gets, stepped by hand: the same events give the same bytes. */
final class ProfileBench implements AutoCloseable {
    static final Origin ORIGIN = Origin.of("north", "gate-7");
    private static final InstantSource CLOCK = InstantSource.fixed(Events.START);

    private final Ids ids = new ContentIds();
    private final Messages messages = new Messages(ORIGIN, ids);
    private final IncidentFold fold = new IncidentFold(ids, Duration.ZERO);
    private final Batch batch = new Batch();
    private final Outbox outbox;
    private final Delivery delivery;
    private final Wire wire = new Wire();
    final Optional<ProfileDesk> desk;
    private long session;

    ProfileBench(Path directory, ProfileSettings settings) throws OutboxException {
        StateBoard board = new StateBoard();
        outbox = Outbox.open(directory, 1 << 28, messages, ids, CLOCK, false);
        desk = ProfileDesk.open(settings, ORIGIN, "0.1", board, directory, Events.START);
        delivery =
                new Delivery(outbox, wire, board, desk.map(ProfileDesk::copier).orElse(Copier.NONE), Receipts.NONE);
    }

    /** Keeps what is sent, and for each retained topic what a broker would. */
    private static final class Wire implements Transport {
        final List<Outgoing> sent = new ArrayList<>();
        final Map<String, String> retained = new LinkedHashMap<>();
        final Deque<Outgoing> unconfirmed = new ArrayDeque<>();

        @Override
        public void start(Listener listener) {}

        @Override
        public boolean send(Outgoing message) {
            sent.add(message);
            unconfirmed.add(message);
            if (message.retained() && message.payload().length == 0) {
                retained.remove(message.topic());
            } else if (message.retained()) {
                retained.put(message.topic(), text(message));
            }
            return true;
        }

        @Override
        public ConnectionState state() {
            return new ConnectionState(true, "", Instant.EPOCH, 1);
        }

        @Override
        public void close(Duration patience) {}
    }

    static String text(Outgoing message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** Takes a rule's event through fold and outbox; what it makes waits to be sent. */
    void take(RuleEvent event) throws OutboxException {
        for (Incident change : fold.step(event, Duration.ZERO)) {
            take(change);
        }
    }

    void take(Incident change) throws OutboxException {
        batch.store(messages.incident(change, Media.NONE), row -> desk.ifPresent(profiles -> profiles.told(change)));
        commit();
    }

    void take(Measurement measurement) throws OutboxException {
        batch.store(messages.measurement(measurement), row -> {});
        commit();
    }

    void take(Level level) {
        desk.ifPresent(profiles -> profiles.told(level));
    }

    private void commit() throws OutboxException {
        outbox.write(batch, delivery::isInUse);
        delivery.settled(batch);
        batch.clear(batch);
    }

    /** Begins a new session with the broker and sends everything there is. */
    void connect() throws OutboxException {
        wire.unconfirmed.clear();
        delivery.connected(++session);
        drain();
    }

    /** Sends and confirms until nothing moves any more. */
    void drain() throws OutboxException {
        int before;
        do {
            before = wire.sent.size();
            confirm();
            delivery.pump();
        } while (wire.sent.size() > before);
    }

    private void confirm() throws OutboxException {
        while (!wire.unconfirmed.isEmpty()) {
            Outgoing message = wire.unconfirmed.remove();
            delivery.confirmed(message.session(), message.token(), batch);
        }
        commit();
    }

    /** Sends what may be sent, and nobody confirms it. */
    void pump() throws OutboxException {
        delivery.pump();
    }

    /** Everything that was sent, in order. */
    List<Outgoing> sent() {
        return List.copyOf(wire.sent);
    }

    /** By topic what a broker holds. */
    Map<String, String> retained() {
        return wire.retained;
    }

    @Override
    public void close() throws OutboxException {
        outbox.close();
    }
}
