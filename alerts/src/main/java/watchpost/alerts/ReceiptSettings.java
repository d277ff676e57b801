package watchpost.alerts;

import java.time.Duration;
import java.util.Set;

/**
 * Who must say that messages have arrived, beside the broker, before they are removed.
 *
 * @param from names of the receivers: all of them must; none if the broker's word is enough
 * @param deadline what was not confirmed after so long is sent again
 */
public record ReceiptSettings(Set<String> from, Duration deadline) {
    /** The broker's word is enough. */
    public static final ReceiptSettings NONE = new ReceiptSettings(Set.of(), Duration.ofSeconds(30));

    public ReceiptSettings {
        from = Set.copyOf(from);
    }
}
