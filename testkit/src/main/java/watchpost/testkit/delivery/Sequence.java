package watchpost.testkit.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The numbers of one box and epoch: what came, what was given up with notice, in which order. Not thread-safe. */
final class Sequence {
    private final SeqRanges came = new SeqRanges();
    private final SeqRanges declared = new SeqRanges();
    private final Map<Long, String> eventOfSeq = new HashMap<>();
    /** The last number of each camera's punctual and of its late messages, and of each incident. */
    private final Map<String, Long> lastOf = new HashMap<>();

    /**
     * Notes an event that has not come before.
     *
     * @return the event that came under the same number, if there is one
     */
    Optional<String> add(Envelope envelope) {
        came.add(envelope.seq(), envelope.seq());
        return Optional.ofNullable(eventOfSeq.putIfAbsent(envelope.seq(), envelope.eventId()));
    }

    /**
     * Checks the order: per camera the numbers of punctual messages grow and those of late ones too, and per incident all grow.
     *
     * @return what the event came after, though its number is smaller
     */
    Optional<String> cameAfter(Envelope envelope) {
        String lane = "camera " + envelope.camera() + (envelope.replayed() ? ", late ones" : "");
        Optional<String> broken = after(lane, envelope.seq());
        if (envelope.incident().isEmpty()) {
            return broken;
        }
        return broken.or(() -> after("incident " + envelope.incident(), envelope.seq()));
    }

    private Optional<String> after(String thread, long seq) {
        long last = lastOf.getOrDefault(thread, 0L);
        lastOf.put(thread, Math.max(last, seq));
        return last > seq ? Optional.of(last + " (" + thread + ")") : Optional.empty();
    }

    /** Notes what a gap record gives up: its exact places, else everything from first to last; 0 means that nobody knows. */
    void declare(JsonNode gap) {
        JsonNode ranges = gap.path("ranges");
        if (ranges.isArray()) {
            ranges.forEach(
                    range -> declared.add(range.path(0).asLong(1), range.path(1).asLong(0)));
        } else if (gap.path("from_seq").asLong() > 0) {
            declared.add(gap.path("from_seq").asLong(), gap.path("to_seq").asLong());
        }
    }

    /** What neither came nor was given up with notice, from the first number on. */
    List<SeqRanges.Range> lost(boolean fromStart) {
        SeqRanges known = new SeqRanges();
        known.addAll(came);
        known.addAll(declared);
        if (known.size() == 0) {
            return List.of();
        }
        return known.missing(fromStart ? 1 : known.first(), known.last());
    }

    /** How many were given up with notice and did not come. */
    long declaredOnly() {
        SeqRanges known = new SeqRanges();
        known.addAll(came);
        known.addAll(declared);
        return known.size() - came.size();
    }

    long received() {
        return came.size();
    }

    long last() {
        return came.last();
    }
}
