package watchpost.alerts.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which stored message goes next.
 *
 * <p>In the order of storing, with two exceptions. While a backlog is being sent, alarms that happen meanwhile overtake it, unless an
 * earlier message of the same incident is still in it. And a message that waits for its picture holds up its own camera only.
 *
 * <p>A message is late (and says {@code replayed}) if it was stored before the session began or if a later one of its camera overtook
 * it. So among the messages of one camera that are not late the order of storing is kept, and among the late ones too.
 *
 * <p>Reads from the file as it goes: memory does not grow with the backlog.
 */
final class SendOrder {
    private static final int PAGE = 64;
    /** Fewer waiting messages than this are no backlog: nothing overtakes. */
    private static final int BACKLOG = 64;
    /** Alarms looked at in one go that must not overtake. */
    private static final int MAX_BLOCKED = 16;

    private final Outbox outbox;

    /** Messages stored from this position on are live in this session. */
    private long liveFrom;
    /** Everything up to here was taken in order: sent or deferred. */
    private long cursor;
    /** Alarms up to here were considered for overtaking. */
    private long alarmCursor;

    private long givenUpSeen;
    private final Deque<StoredMessage> page = new ArrayDeque<>();
    /** Positions beyond the cursor that overtook. */
    private final Set<Long> overtook = new HashSet<>();
    /** For each camera the highest position that overtook. */
    private final Map<String, Long> overtakenUpTo = new HashMap<>();

    private final Set<Long> held = new HashSet<>();
    /** For each camera that a held message holds up, the positions taken in order meanwhile. */
    private final Map<String, Deque<Long>> deferred = new LinkedHashMap<>();

    /** @param late true if it is sent later than it could have been */
    record Next(StoredMessage message, boolean late) {}

    SendOrder(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Begins again at the oldest message; everything stored up to now is backlog. */
    void restart() {
        liveFrom = outbox.nextPosition();
        cursor = 0;
        alarmCursor = 0;
        page.clear();
        overtook.clear();
        overtakenUpTo.clear();
        deferred.clear();
    }

    void hold(long position) {
        held.add(position);
    }

    void release(long position) {
        if (held.remove(position)) {
            alarmCursor = Math.min(alarmCursor, position - 1);
            page.clear();
        }
    }

    /** Forgets what was read ahead; the cursor stays before it. */
    void reread() {
        page.clear();
    }

    boolean isHeld(long position) {
        return held.contains(position);
    }

    Optional<Next> next() throws OutboxException {
        Optional<StoredMessage> message = released();
        if (message.isEmpty()) {
            message = overtaking();
        }
        if (message.isEmpty()) {
            message = inOrder();
        }
        return message.map(found -> new Next(found, isLate(found)));
    }

    private boolean isLate(StoredMessage message) {
        return message.position() < liveFrom || message.position() < overtakenUpTo.getOrDefault(message.camera(), 0L);
    }

    /** The first message that was held up and no longer is. */
    private Optional<StoredMessage> released() throws OutboxException {
        for (Deque<Long> waiting : deferred.values()) {
            while (!waiting.isEmpty() && !held.contains(waiting.peek())) {
                Optional<StoredMessage> message = outbox.at(waiting.remove());
                if (message.isPresent()) {
                    return message;
                }
            }
        }
        deferred.values().removeIf(Deque::isEmpty);
        return Optional.empty();
    }

    private Optional<StoredMessage> overtaking() throws OutboxException {
        if (outbox.nextPosition() - cursor <= BACKLOG) {
            return Optional.empty();
        }
        for (int i = 0; i < MAX_BLOCKED; i++) {
            long after = Math.max(Math.max(cursor, alarmCursor), liveFrom - 1);
            Optional<StoredMessage> alarm = outbox.alarmAfter(after);
            if (alarm.isEmpty()) {
                return Optional.empty();
            }
            StoredMessage candidate = alarm.get();
            alarmCursor = candidate.position();
            if (mayOvertake(candidate)) {
                overtook.add(candidate.position());
                overtakenUpTo.merge(candidate.camera(), candidate.position(), Math::max);
                return alarm;
            }
        }
        return Optional.empty();
    }

    private boolean mayOvertake(StoredMessage alarm) throws OutboxException {
        if (held.contains(alarm.position())
                || overtook.contains(alarm.position())
                || deferred.containsKey(alarm.camera())) {
            return false;
        }
        return overtook.containsAll(outbox.ofThread(alarm.thread(), cursor, alarm.position()));
    }

    private Optional<StoredMessage> inOrder() throws OutboxException {
        while (true) {
            if (givenUpSeen != outbox.givenUp()) {
                givenUpSeen = outbox.givenUp();
                page.clear();
            }
            if (page.isEmpty()) {
                page.addAll(outbox.after(cursor, PAGE));
            }
            StoredMessage message = page.poll();
            if (message == null) {
                return Optional.empty();
            }
            cursor = message.position();
            if (overtook.remove(cursor)) {
                continue;
            }
            if (!held.contains(cursor) && !deferred.containsKey(message.camera())) {
                return Optional.of(message);
            }
            deferred.computeIfAbsent(message.camera(), camera -> new ArrayDeque<>())
                    .add(cursor);
        }
    }
}
