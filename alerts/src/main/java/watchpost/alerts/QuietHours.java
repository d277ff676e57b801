package watchpost.alerts;

import java.time.Instant;
import watchpost.core.event.Severity;

/** When incidents wake nobody. They are stored and published all the same, and say {@code "quiet":true}. */
@FunctionalInterface
public interface QuietHours {
    QuietHours NEVER = (severity, at) -> false;

    /**
     * True if what happens at {@code at} is to be told in silence. Called on the thread {@code outbox}: it must not wait.
     *
     * @param at by a clock that is right
     */
    boolean cover(Severity severity, Instant at);
}
