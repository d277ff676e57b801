package watchpost.testkit.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A message as a subscriber got it.
 *
 * @param payload not to be written by anyone
 * @param retained true if the broker had kept it from before the subscription
 * @param arrival when the subscriber got it, on the subscriber's clock
 */
@SuppressWarnings("ArrayRecordComponent") // handed on whole, never compared
public record Received(String topic, byte[] payload, boolean retained, Instant arrival) {
    private static final Pattern PROFILE = Pattern.compile(
            "/profiles/(home-assistant|ngsi-ld)/|/onvif-ej/(RuleEngine|VideoSource)/|/device/[^/]+/config$");

    /** True if the box says there a second time, in the words of other people's software, what the contract says elsewhere. */
    public boolean isOfProfile() {
        return PROFILE.matcher(topic).find();
    }

    /** The payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
