package watchpost.testkit.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a receiver took and has not yet confirmed to the boxes, as the messages that do so. Thread-safe; bounded by how it is emptied. */
public final class Receipts implements Consumer<Received> {
    /** Runs of numbers in one receipt. */
    private static final int MOST_RANGES = 100;

    /** The topics of what has a place in a sequence; the prefix is before it. */
    private static final Pattern PLACED =
            Pattern.compile("(.+?)/(cameras/[^/]+/(incidents|measurements)/[^/]+|incidents/[^/]+|gaps)");

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final Map<Sender, SeqRanges> taken = new LinkedHashMap<>();

    private record Sender(String prefix, String epoch) {}

    /** A receipt to be published, not retained. */
    @SuppressWarnings("ArrayRecordComponent") // handed on whole, never compared
    public record Receipt(String topic, byte[] payload) {}

    /** @param name as the boxes' configuration calls the receiver */
    public Receipts(String name) {
        this.name = name;
    }

    /** Notes what has a place in a sequence, also if it came before: its receipt may have been lost. */
    @Override
    public synchronized void accept(Received message) {
        Matcher topic = PLACED.matcher(message.topic());
        if (topic.matches()) {
            Optional<Envelope> envelope = Payloads.read(message.payload()).flatMap(Envelope::of);
            envelope.ifPresent(placed -> taken.computeIfAbsent(
                            new Sender(topic.group(1), placed.epoch()), sender -> new SeqRanges())
                    .add(placed.seq(), placed.seq()));
        }
    }

    /** The receipts for everything that came since the last call. */
    public synchronized List<Receipt> take() {
        List<Receipt> receipts = new ArrayList<>();
        taken.forEach((sender, numbers) -> {
            List<SeqRanges.Range> runs = numbers.runs();
            for (int i = 0; i < runs.size(); i += MOST_RANGES) {
                receipts.add(receipt(sender, runs.subList(i, Math.min(runs.size(), i + MOST_RANGES))));
            }
        });
        taken.clear();
        return receipts;
    }

    private Receipt receipt(Sender sender, List<SeqRanges.Range> runs) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "watchpost.receipt/1");
        node.put("epoch", sender.epoch());
        ArrayNode ranges = node.putArray("ranges");
        runs.forEach(run -> ranges.addArray().add(run.from()).add(run.to()));
        try {
            return new Receipt(sender.prefix() + "/receipts/" + name, JSON.writeValueAsBytes(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
