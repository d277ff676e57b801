package watchpost.alerts.outbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Receipt;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Transport;

/**
 * Sends what the outbox holds over the current session: a few at a time, in the order of {@link SendOrder}, and says what can be
 * removed. Only the thread {@code outbox} may call; nothing here waits.
 */
public final class Delivery {
    /** Messages and pictures sent but not confirmed, at most. */
    static final int WINDOW = 8;
    /** While no more than this wait, they go one by one, so that a box that dies sends at most one message twice; a backlog goes faster. */
    private static final int CALM = 32;
    /** Retained states sent but not confirmed, at most; beside the window, so that a backlog does not hold them up. */
    private static final int STATE_WINDOW = 8;

    private Outbox outbox;
    private final Transport transport;
    private final StateBoard states;
    private final Copier copier;
    private final Receipts receipts;
    private SendOrder order;

    /** What a token stands for: a part of the message at a position, or a state (position 0). */
    private final Map<Long, Long> inFlight = new HashMap<>();
    /** Unconfirmed parts per position. */
    private final Map<Long, Integer> parts = new HashMap<>();
    /** Positions that were sent at least once since the start and are not confirmed. */
    private final Set<Long> everSent = new HashSet<>();
    /** Up to here messages may have been sent that are not among these, because too many waited for receipts. */
    private long untrackedUpTo;

    private long session;
    private long nextToken = 1;
    /** States that are on their way, by their token. */
    private final Map<Long, StateBoard.State> statesInFlight = new HashMap<>();
    /** Confirmed, but the disk does not know it yet. */
    private final Set<Long> settling = new HashSet<>();
    /** The disk does not take what is confirmed: waiting for it would hold up what it has. */
    private boolean diskStuck;

    private long confirmed;

    /** Sends messages only once. */
    public Delivery(Outbox outbox, Transport transport, StateBoard states) {
        this(outbox, transport, states, Copier.NONE, Receipts.NONE);
    }

    /**
     * Sends messages.
     *
     * @param copier says them in other words too
     * @param receipts who must confirm a message beside the broker before it is removed
     */
    public Delivery(Outbox outbox, Transport transport, StateBoard states, Copier copier, Receipts receipts) {
        this.receipts = receipts;
        this.outbox = outbox;
        this.transport = transport;
        this.states = states;
        this.copier = copier;
        this.order = new SendOrder(outbox);
    }

    /** Goes on with another file: the one before was damaged. */
    public void moveTo(Outbox other) {
        long running = session;
        outbox = other;
        order = new SendOrder(other);
        everSent.clear();
        untrackedUpTo = 0;
        receipts.clear();
        settling.clear();
        lost(running);
        if (running != 0) {
            connected(running);
        }
    }

    /** A session began: whatever is stored now is backlog, and everything is sent from the beginning. */
    public void connected(long newSession) {
        lost(session);
        session = newSession;
        order.restart();
        states.forgetSent();
    }

    /** A session ended; what was not confirmed waits for the next. */
    public void lost(long oldSession) {
        if (oldSession == session) {
            session = 0;
            inFlight.clear();
            parts.clear();
            statesInFlight.clear();
            receipts.sessionEnded();
        }
    }

    /**
     * A confirmation came in; the message is removed in {@code batch} when all its parts are confirmed, and, where receipts are wanted, by
     * every receiver too.
     */
    public void confirmed(long ofSession, long token, Batch batch) {
        Long position = ofSession == session ? inFlight.remove(token) : null;
        if (position == null) {
            return;
        }
        if (position == 0) {
            Optional.ofNullable(statesInFlight.remove(token)).ifPresent(states::arrived);
        } else if (parts.merge(position, -1, Integer::sum) == 0) {
            parts.remove(position);
            if (!receipts.areWanted() || receipts.acknowledged(position)) {
                done(position, batch);
            }
        }
    }

    /** Nobody will ever take the message: it is given up in {@code batch}, and that is declared. */
    public void refused(long ofSession, long token, String why, Batch batch) {
        Long position = ofSession == session ? inFlight.get(token) : null;
        if (position == null || position == 0) {
            return;
        }
        inFlight.values().removeIf(position::equals);
        parts.remove(position);
        everSent.remove(position);
        batch.giveUp(position, why);
        settling.add(position);
    }

    private void done(long position, Batch batch) {
        everSent.remove(position);
        batch.remove(position);
        confirmed++;
        settling.add(position);
    }

    /** A receiver has messages; those that the broker and every receiver confirmed are removed in {@code batch}. */
    public void received(String receiver, Receipt receipt, Batch batch) {
        receipts.received(receiver, receipt).forEach(position -> done(position, batch));
    }

    /** Messages that the broker took and whose receipts are waited for. */
    public int unreceipted() {
        return receipts.size();
    }

    /** What {@code done} removes is removed. */
    public void settled(Batch done) {
        done.confirmed.forEach(settling::remove);
        done.refused.forEach(refusal -> settling.remove(refusal.position()));
        diskStuck = false;
    }

    /** The disk does not take it; whoever reads the messages may get some twice if the box dies now. */
    public void unsettled() {
        diskStuck = true;
    }

    /** Holds the message at {@code position}, and what comes after it from the same camera, until {@link #release}. */
    public void hold(long position) {
        order.hold(position);
    }

    /** The message at {@code position} may go. */
    public void release(long position) {
        order.release(position);
    }

    /** True if the message at {@code position} is being sent, has arrived, or waits for its picture: it must not be given up. */
    public boolean isInUse(long position) {
        return parts.containsKey(position) || settling.contains(position) || order.isHeld(position);
    }

    /** True if the message at {@code position} may have reached somebody: it never changes any more. */
    public boolean wasSent(long position) {
        return everSent.contains(position) || position <= untrackedUpTo;
    }

    /** The stored messages changed. */
    public void reread() {
        order.reread();
    }

    /** Messages confirmed since the start, by everybody who must. */
    public long confirmed() {
        return confirmed;
    }

    /** True if nothing is on its way. */
    public boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** Sends what may be sent now. */
    public void pump() throws OutboxException {
        if (session == 0) {
            return;
        }
        pumpStates();
        while (session != 0 && hasRoom()) {
            Optional<SendOrder.Next> next = next();
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    /** What was never sent in this session goes before what nobody has confirmed in time. */
    private Optional<SendOrder.Next> next() throws OutboxException {
        if (receipts.hasRoomAgain()) {
            order.restart();
        }
        Optional<SendOrder.Next> next = order.next();
        while (next.isPresent() && receipts.isSent(next.get().message().position())) {
            next = order.next();
        }
        if (next.isPresent()) {
            return next;
        }
        for (Optional<Long> due = receipts.overdue(); due.isPresent(); due = receipts.overdue()) {
            Optional<StoredMessage> message = outbox.at(due.get());
            if (message.isPresent()) {
                return message.map(again -> new SendOrder.Next(again, true));
            }
            receipts.gone(due.get());
        }
        return Optional.empty();
    }

    private boolean hasRoom() {
        int appetite = transport.appetite();
        if (appetite > 1) {
            return parts.size() < appetite;
        }
        boolean calm = outbox.rows() - settling.size() - receipts.size() <= CALM && !diskStuck;
        // with a picture each, a full window is twice as many parts; copies take their room from it
        boolean room = parts.size() < WINDOW && inFlight.size() - statesInFlight.size() < 2 * WINDOW;
        return calm ? parts.isEmpty() && settling.isEmpty() : room;
    }

    private void pumpStates() {
        while (statesInFlight.size() < STATE_WINDOW) {
            Optional<StateBoard.State> state = states.next();
            if (state.isEmpty() || !send(state.get())) {
                return;
            }
        }
    }

    private boolean send(StateBoard.State state) {
        statesInFlight.put(nextToken, state);
        return send(0, state.topic(), state.payload(), state.retained());
    }

    private void send(SendOrder.Next next) throws OutboxException {
        StoredMessage message = next.message();
        if (receipts.areWanted() && !receipts.sending(message)) {
            untrackedUpTo = Math.max(untrackedUpTo, message.position());
        } else {
            everSent.add(message.position());
        }
        Optional<byte[]> picture =
                message.pictureTopic().isPresent() ? outbox.picture(message.position()) : Optional.empty();
        List<Copier.Copy> copies = copier.copies(message);
        parts.put(message.position(), (picture.isPresent() ? 2 : 1) + copies.size());
        if (picture.isPresent()
                && !send(message.position(), message.pictureTopic().orElseThrow(), picture.get(), false)) {
            lost(session);
            return;
        }
        byte[] payload = next.late() ? Message.replayed(message.payload()) : message.payload();
        if (!send(message.position(), message.topic(), payload, false)) {
            lost(session);
            return;
        }
        for (Copier.Copy copy : copies) {
            if (!send(message.position(), copy.topic(), copy.payload(), copy.retained())) {
                lost(session);
                return;
            }
        }
    }

    private boolean send(long position, String topic, byte[] payload, boolean retained) {
        long token = nextToken++;
        inFlight.put(token, position);
        boolean sent = transport.send(new Outgoing(session, token, topic, payload, retained));
        if (!sent) {
            inFlight.remove(token);
            statesInFlight.remove(token);
        }
        return sent;
    }
}
