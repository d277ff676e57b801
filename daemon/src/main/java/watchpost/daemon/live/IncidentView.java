package watchpost.daemon.live;

import java.time.Instant;
import java.util.Optional;
import watchpost.core.event.RuleEvent;

/**
 * An incident as it stands now.
 *
 * @param id the contract's {@code incident_id}
 * @param last the newest rule event of the incident
 * @param endedAt when it was over
 * @param hasPicture true once its picture can be fetched
 */
public record IncidentView(
        String id, RuleEvent last, Instant startedAt, Optional<Instant> endedAt, boolean hasPicture) {}
