package watchpost.testkit.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message as a subscriber got it.
 *
 * @param payload not to be written by anyone
 * @param retained true if the broker had kept it from before the subscription
 * @param arrival when the subscriber got it, on the subscriber's clock
 */
@SuppressWarnings("ArrayRecordComponent") // handed on whole, never compared
public record Received(String topic, byte[] payload, boolean retained, Instant arrival) {
    /** The payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
