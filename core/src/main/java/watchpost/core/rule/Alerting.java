package watchpost.core.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import watchpost.core.event.Severity;

/**
 * How a rule's incidents are told.
 *
 * @param usual how urgent they are, unless one of {@code otherwise} says another
 * @param cooldown after a situation of an object ended, the same object opens no new one for this long
 * @param otherwise severities at certain hours; the first whose schedule covers the moment counts
 */
public record Alerting(Severity usual, Duration cooldown, List<At> otherwise) {
    /** A severity that holds while {@code schedule} is armed. */
    public record At(Schedule schedule, Severity severity) {}

    public Alerting {
        otherwise = List.copyOf(otherwise);
    }

    /** The same severity at every hour. */
    public Alerting(Severity usual, Duration cooldown) {
        this(usual, cooldown, List.of());
    }

    public Severity severityAt(Instant instant) {
        for (At at : otherwise) {
            if (at.schedule().isArmed(instant)) {
                return at.severity();
            }
        }
        return usual;
    }
}
