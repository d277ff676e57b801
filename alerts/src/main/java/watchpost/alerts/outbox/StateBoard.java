package watchpost.alerts.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How things stand, per topic: only the newest counts, and all of it is told again in every session. Bounded by the number of topics,
 * which configuration sets. Only the thread {@code outbox} may call.
 */
public final class StateBoard {
    private static final int MOST_SAYINGS = 100;
    private static final byte[] NOTHING = {};

    private final Map<String, byte[]> latest = new LinkedHashMap<>();
    private final Set<String> unsent = new LinkedHashSet<>();
    /** What is said once, to whoever listens now. */
    private final Deque<State> sayings = new ArrayDeque<>();

    private Consumer<String> arrivals = topic -> {};

    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record State(String topic, byte[] payload, boolean retained) {}

    /** Puts the newest state of {@code topic}. */
    public void put(String topic, byte[] payload) {
        latest.put(topic, payload);
        unsent.add(topic);
    }

    /** Takes the state of {@code topic} back: brokers forget it, and so does the board when they have. */
    public void clear(String topic) {
        put(topic, NOTHING);
    }

    /** {@code listener} is told each topic whose newest state a broker has confirmed. */
    public void onArrival(Consumer<String> listener) {
        arrivals = listener;
    }

    /** A broker has confirmed {@code state}. */
    void arrived(State state) {
        if (state.retained() && latest.get(state.topic()) == state.payload()) {
            if (state.payload().length == 0) {
                latest.remove(state.topic());
            }
            arrivals.accept(state.topic());
        }
    }

    /** Says something once: an answer. Of more than {@value #MOST_SAYINGS} that wait the oldest is dropped. */
    public void say(String topic, byte[] payload) {
        sayings.add(new State(topic, payload, false));
        if (sayings.size() > MOST_SAYINGS) {
            sayings.remove();
        }
    }

    void forgetSent() {
        unsent.addAll(latest.keySet());
    }

    boolean isEmpty() {
        return unsent.isEmpty() && sayings.isEmpty();
    }

    /** Takes what is to be said, then the state that waits longest. */
    Optional<State> next() {
        if (!sayings.isEmpty()) {
            return Optional.of(sayings.remove());
        }
        Optional<String> topic = unsent.stream().findFirst();
        topic.ifPresent(unsent::remove);
        return topic.map(name -> new State(name, latest.getOrDefault(name, NOTHING), true));
    }
}
