package watchpost.alerts.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A receiver's word that it has some messages for good.
 *
 * @param epoch whose messages
 * @param ranges their places in the sequence, ascending, not overlapping
 */
public record Receipt(String epoch, List<Gap.Range> ranges) {
    /** Bytes of the message. */
    private static final int LONGEST = 4096;

    private static final int MOST_RANGES = 100;

    public Receipt {
        ranges = List.copyOf(ranges);
    }

    /** Reads what anybody may have sent; empty if it is no receipt. */
    public static Optional<Receipt> read(byte[] payload) {
        if (payload.length > LONGEST) {
            return Optional.empty();
        }
        try {
            ObjectNode node = Json.parse(payload);
            String epoch = node.path(Message.EPOCH).asText();
            JsonNode listed = node.path("ranges");
            List<Gap.Range> ranges = new ArrayList<>();
            long last = 0;
            for (JsonNode range : listed) {
                long from = whole(range.path(0));
                long to = whole(range.path(1));
                if (from <= last || to < from || range.size() != 2) {
                    return Optional.empty();
                }
                ranges.add(new Gap.Range(from, to));
                last = to;
            }
            boolean sound = node.path("schema").asText().equals("watchpost.receipt/1")
                    && !epoch.isEmpty()
                    && listed.isArray()
                    && !ranges.isEmpty()
                    && ranges.size() <= MOST_RANGES;
            return sound ? Optional.of(new Receipt(epoch, ranges)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** 0 if it is no whole number that fits. */
    private static long whole(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.asLong() : 0;
    }
}
