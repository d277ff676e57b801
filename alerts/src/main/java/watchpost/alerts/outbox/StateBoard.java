package watchpost.alerts.outbox;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How things stand, per topic: only the newest counts, and all of it is told again in every session. Bounded by the number of topics,
 * which configuration sets. Only the thread {@code outbox} may call.
 */
public final class StateBoard {
    private final Map<String, byte[]> latest = new LinkedHashMap<>();
    private final Set<String> unsent = new LinkedHashSet<>();

    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record State(String topic, byte[] payload) {}

    /** Puts the newest state of {@code topic}. */
    public void put(String topic, byte[] payload) {
        latest.put(topic, payload);
        unsent.add(topic);
    }

    void forgetSent() {
        unsent.addAll(latest.keySet());
    }

    boolean isEmpty() {
        return unsent.isEmpty();
    }

    /** Takes the state that waits longest. */
    Optional<State> next() {
        Optional<String> topic = unsent.stream().findFirst();
        topic.ifPresent(unsent::remove);
        return topic.map(name -> new State(name, latest.getOrDefault(name, new byte[0])));
    }
}
