package watchpost.alerts.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.Gap;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Receipt;
import watchpost.core.time.Ticker;

/**
 * Messages that were sent and are kept until every receiver has confirmed them. What nobody confirms within the deadline is sent again, the
 * oldest first, a few at a time and ever more seldom while no receipt comes. Only the thread {@code outbox} may use it.
 *
 * <p>Bounded: of more than {@value #MOST} unconfirmed messages the later ones are sent once, without their receipts being waited for, and
 * again when there is room here.
 */
public final class Receipts {
    /** The broker's word is enough. */
    public static final Receipts NONE = new Receipts(Set.of(), Duration.ZERO, () -> 0);

    static final int MOST = 4096;
    /** Messages sent again in one go. */
    private static final int ROUND = 64;
    /** The longest pause between two rounds that nobody answers, in deadlines. */
    private static final int MOST_DEADLINES = 16;

    private final Set<String> from;
    private final Duration deadline;
    private final Ticker ticker;

    /** In the order of their last sending. */
    private final Map<Long, Waiting> byPosition = new LinkedHashMap<>();

    private final Map<String, TreeMap<Long, Waiting>> byPlace = new HashMap<>();
    /** True if some were sent for which there was no room. */
    private boolean overflown;

    private Duration pause;
    private Duration roundBegan = Duration.ZERO;
    private Duration nextRound = Duration.ZERO;
    private int leftOfRound;

    private static final class Waiting {
        final long position;
        final Message.Place place;
        final Set<String> missing;
        /** Sent in this session. */
        boolean sent;
        /** Taken by the broker in this session. */
        boolean acknowledged;

        Duration sentAt = Duration.ZERO;

        Waiting(long position, Message.Place place, Set<String> missing) {
            this.position = position;
            this.place = place;
            this.missing = missing;
        }

        boolean isDone() {
            return acknowledged && missing.isEmpty();
        }
    }

    /** @param from names of the receivers that must all confirm; none if the broker's word is enough */
    public Receipts(Set<String> from, Duration deadline, Ticker ticker) {
        this.from = Set.copyOf(from);
        this.deadline = deadline;
        this.ticker = ticker;
        this.pause = deadline;
    }

    boolean areWanted() {
        return !from.isEmpty();
    }

    /** Messages that wait here. */
    int size() {
        return byPosition.size();
    }

    /** A session ended: nothing of it counts but receipts. */
    void sessionEnded() {
        byPosition.values().forEach(waiting -> {
            waiting.sent = false;
            waiting.acknowledged = false;
        });
    }

    /** The file is another. */
    void clear() {
        byPosition.clear();
        byPlace.clear();
        overflown = false;
    }

    /** True if the message was sent in this session and waits: whoever reads the file from its beginning passes over it. */
    boolean isSent(long position) {
        Waiting waiting = byPosition.get(position);
        return waiting != null && waiting.sent;
    }

    /** A message is being sent; false if there is no room to wait for its receipts. */
    boolean sending(StoredMessage message) {
        Waiting waiting = byPosition.remove(message.position());
        if (waiting == null) {
            if (byPosition.size() >= MOST) {
                overflown = true;
                return false;
            }
            Message.Place place = Message.place(message.payload());
            waiting = new Waiting(message.position(), place, new HashSet<>(from));
            byPlace.computeIfAbsent(place.epoch(), epoch -> new TreeMap<>()).put(place.seq(), waiting);
        }
        waiting.sent = true;
        waiting.acknowledged = false;
        waiting.sentAt = now();
        byPosition.put(waiting.position, waiting);
        return true;
    }

    /** The broker has taken a message; true if it can be removed. */
    boolean acknowledged(long position) {
        Waiting waiting = byPosition.get(position);
        if (waiting == null) {
            return false;
        }
        waiting.acknowledged = true;
        if (waiting.isDone()) {
            forget(waiting);
            return true;
        }
        return false;
    }

    /** The receiver {@code name} has messages; returns the positions of those that can be removed. What was never sent is not among them. */
    List<Long> received(String name, Receipt receipt) {
        TreeMap<Long, Waiting> ofEpoch = byPlace.get(receipt.epoch());
        if (ofEpoch == null) {
            return List.of();
        }
        List<Waiting> done = new ArrayList<>();
        for (Gap.Range range : receipt.ranges()) {
            for (Waiting waiting :
                    ofEpoch.subMap(range.from(), true, range.to(), true).values()) {
                if (waiting.missing.remove(name) && waiting.isDone()) {
                    done.add(waiting);
                }
            }
        }
        if (!done.isEmpty()) {
            pause = deadline;
            nextRound = now();
        }
        done.forEach(this::forget);
        return done.stream().map(waiting -> waiting.position).toList();
    }

    /** The next message that is to be sent again, because somebody has not confirmed it in time. */
    Optional<Long> overdue() {
        Waiting oldest = oldest();
        if (oldest == null || !oldest.acknowledged) {
            return Optional.empty();
        }
        Duration now = now();
        boolean due = now.minus(oldest.sentAt).compareTo(deadline) >= 0;
        if (due && leftOfRound > 0 && oldest.sentAt.compareTo(roundBegan) < 0) {
            leftOfRound--;
            return Optional.of(oldest.position);
        }
        if (!due || now.compareTo(nextRound) < 0) {
            return Optional.empty();
        }
        roundBegan = now;
        leftOfRound = ROUND - 1;
        nextRound = now.plus(pause);
        Duration longest = deadline.multipliedBy(MOST_DEADLINES);
        pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        return Optional.of(oldest.position);
    }

    /** The message was given up meanwhile. */
    void gone(long position) {
        Waiting waiting = byPosition.get(position);
        if (waiting != null) {
            forget(waiting);
        }
    }

    /** True once after there was no room for some and there is again: the file is to be read from its beginning. */
    boolean hasRoomAgain() {
        boolean again = overflown && byPosition.size() <= MOST / 2;
        if (again) {
            overflown = false;
        }
        return again;
    }

    private @Nullable Waiting oldest() {
        Iterator<Waiting> first = byPosition.values().iterator();
        return first.hasNext() ? first.next() : null;
    }

    private void forget(Waiting waiting) {
        byPosition.remove(waiting.position);
        TreeMap<Long, Waiting> ofEpoch = byPlace.get(waiting.place.epoch());
        if (ofEpoch != null) {
            ofEpoch.remove(waiting.place.seq());
            if (ofEpoch.isEmpty()) {
                byPlace.remove(waiting.place.epoch());
            }
        }
    }

    private Duration now() {
        return Duration.ofNanos(ticker.nanoTime());
    }
}
