package watchpost.testkit.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Judges a stream of received messages by the contract. Feed it everything that came on the topics of the boxes, in the order of
 * arrival; ask it at any time. What came last of an epoch cannot be told from what never was, so hold {@link #lastSeq} against the
 * sender's own count.
 *
 * <p>Duplicates and gaps that were given notice of are counted and are no fault. The order is held for each camera among the messages
 * that are punctual and among those that say {@code replayed}, because live alarms may overtake a backlog, and within each incident.
 * Pictures, empty payloads, commands, receipts and what is meant for other software (profiles) are counted and not looked at.
 *
 * <p>Thread-safe. Its memory grows with the number of different events.
 */
public final class DeliveryChecker implements Consumer<Received> {
    private static final int EXAMPLES = 10;

    private final Payloads payloads;
    private final boolean fromStart;
    private final Map<String, Sequence> sequences = new TreeMap<>();
    /** Of each event what it said. */
    private final Map<String, String> contents = new HashMap<>();

    private final Map<String, Long> messages = new TreeMap<>();
    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);

    /**
     * A checker.
     *
     * @param schemas each JSON Schema's text by the name that stands in {@code watchpost.<name>/1}
     * @param fromStart true if every epoch was listened to from its number 1 on; false if the first number seen may be any
     */
    public DeliveryChecker(Map<String, String> schemas, boolean fromStart) {
        this.payloads = new Payloads(schemas);
        this.fromStart = fromStart;
    }

    /** Takes a message; never throws. */
    @Override
    public synchronized void accept(Received message) {
        Optional<String> unread = unread(message);
        if (unread.isPresent()) {
            messages.merge(unread.get(), 1L, Long::sum);
            return;
        }
        Optional<ObjectNode> payload = Payloads.read(message.payload());
        if (payload.isEmpty()) {
            messages.merge("unreadable", 1L, Long::sum);
            note(Finding.INVALID, message, "it is not a JSON object");
            return;
        }
        ObjectNode node = payload.get();
        messages.merge(node.path("schema").asText("without schema"), 1L, Long::sum);
        payloads.problems(node).forEach(problem -> note(Finding.INVALID, message, problem));
        if (node.has("event_id")) {
            event(message, node);
        }
    }

    private static Optional<String> unread(Received message) {
        if (message.payload().length == 0) {
            return Optional.of("empty");
        }
        if (message.topic().contains("/pictures/")) {
            return Optional.of("pictures");
        }
        if (message.isOfProfile()) {
            return Optional.of("profiles");
        }
        if (message.topic().contains("/receipts/")) {
            return Optional.of("receipts");
        }
        return message.topic().contains("/commands/") ? Optional.of("commands") : Optional.empty();
    }

    private void event(Received message, ObjectNode node) {
        Optional<Envelope> read = Envelope.of(node);
        if (read.isEmpty()) {
            note(Finding.INVALID, message, "its envelope lacks box, epoch, seq or event_id");
            return;
        }
        Envelope envelope = read.get();
        String content = Payloads.content(node);
        String known = contents.putIfAbsent(envelope.eventId(), content);
        String name = envelope.sequence() + " seq " + envelope.seq() + " event " + envelope.eventId();
        if (message.retained()) {
            note(Finding.RETAINED, message, name);
        }
        if (known != null) {
            boolean same = known.equals(content);
            note(
                    same ? Finding.DUPLICATE : Finding.CONFLICT,
                    message,
                    same ? name : name + ": before " + known + ", now " + content);
            return;
        }
        Sequence sequence = sequenceOf(envelope.sequence());
        sequence.add(envelope)
                .ifPresent(other -> note(Finding.CONFLICT, message, name + ": that number belongs to event " + other));
        sequence.cameAfter(envelope).ifPresent(later -> note(Finding.DISORDER, message, name + " came after " + later));
        if (node.has("from_seq")) {
            JsonNode ofEpoch = node.path("of_epoch");
            sequenceOf(envelope.sequence(ofEpoch.asText(envelope.epoch()))).declare(node);
        }
    }

    private Sequence sequenceOf(String name) {
        return sequences.computeIfAbsent(name, key -> new Sequence());
    }

    private void note(Finding finding, Received message, String what) {
        counts.merge(finding, 1L, Long::sum);
        List<String> some = examples.computeIfAbsent(finding, key -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(message.arrival() + " " + message.topic() + ": " + what);
        }
    }

    /** True if the contract was kept in everything that came so far. */
    public synchronized boolean isClean() {
        for (Finding finding : Finding.values()) {
            if (!finding.isAllowed() && count(finding) > 0) {
                return false;
            }
        }
        return true;
    }

    /** How often something was found; lost and given up are counted as they stand now. */
    public synchronized long count(Finding finding) {
        return switch (finding) {
            case LOST ->
                sequences.values().stream()
                        .flatMap(sequence -> sequence.lost(fromStart).stream())
                        .mapToLong(SeqRanges.Range::length)
                        .sum();
            case DECLARED ->
                sequences.values().stream().mapToLong(Sequence::declaredOnly).sum();
            default -> counts.getOrDefault(finding, 0L);
        };
    }

    /** How many messages came, duplicates included, by {@code schema}; also {@code pictures}, {@code empty} and the like. */
    public synchronized Map<String, Long> messages() {
        return new TreeMap<>(messages);
    }

    /** How many different events came. */
    public synchronized long events() {
        return contents.size();
    }

    /** The largest number that came of an epoch, over all boxes; 0 if none. */
    public synchronized long lastSeq(String epoch) {
        return sequences.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" epoch " + epoch))
                .mapToLong(entry -> entry.getValue().last())
                .max()
                .orElse(0);
    }

    /** The verdict in plain words, several lines, with examples of each fault. */
    public synchronized String report() {
        StringBuilder text = new StringBuilder(isClean() ? "The contract was kept" : "The contract was broken")
                .append(": ")
                .append(events())
                .append(" events; messages ")
                .append(messages)
                .append('\n');
        sequences.forEach((name, sequence) -> {
            text.append("  ").append(name).append(": ").append(sequence.received());
            text.append(" came, the last is ").append(sequence.last());
            text.append(", lost ").append(sequence.lost(fromStart)).append('\n');
        });
        for (Finding finding : Finding.values()) {
            if (count(finding) > 0) {
                text.append("  ").append(count(finding)).append(' ').append(finding.words());
                text.append('\n');
                examples.getOrDefault(finding, List.of())
                        .forEach(example -> text.append("    ").append(example).append('\n'));
            }
        }
        return text.toString();
    }
}
