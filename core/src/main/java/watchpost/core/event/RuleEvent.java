package watchpost.core.event;

import java.util.Optional;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;

/**
 * A situation begins, changes or ends. What happens in an instant (a crossing) begins and ends at the same moment.
 *
 * @param situation names the situation among those of one rule: all events of one situation share it, and it is never used again
 * @param at when this phase happened
 * @param startedAt when the situation began
 * @param subject the object, where the situation is about one
 * @param why one sentence that a guard understands, without a full stop: "person in yard for 12 s"
 * @param attributes what the kind adds: {@code dwell_s}, {@code direction}, …
 */
public record RuleEvent(
        CameraId camera,
        RuleId rule,
        IncidentKind kind,
        Phase phase,
        String situation,
        Severity severity,
        Moment at,
        Moment startedAt,
        Optional<Subject> subject,
        Optional<Place> place,
        String why,
        Values attributes)
        implements RuleOutput {

    public enum Phase {
        OPENED,
        UPDATED,
        CLOSED
    }
}
