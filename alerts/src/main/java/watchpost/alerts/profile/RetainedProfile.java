package watchpost.alerts.profile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.event.Level;

/** A profile as far as something stands on its topics. */
interface RetainedProfile {
    /** What stands on a topic from now on. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Standing(String topic, byte[] payload) {}

    /**
     * Every topic that the profile has for these cameras.
     *
     * @param before what was announced before, with its parts
     */
    Map<String, Described> describe(
            List<ProfileSettings.Watched> cameras, Map<String, Map<String, String>> before, Instant now);

    /** How it stands with incidents from {@code origin}, since {@code at}; empty if the profile has no topic for that. */
    Optional<Standing> incidents(OpenReasons.Origin origin, Instant at);

    /** How {@code level} stands; empty if the profile has no topic for that. */
    Optional<Standing> level(Level level);
}
