package watchpost.alerts.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Severity;
import watchpost.core.event.Subject;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

/** An incident that is not closed yet: its reasons, and which of its situations still last. */
final class OpenIncident {
    /** Further reasons than this raise the severity but are not listed, so that an incident's size is bounded. */
    private static final int MAX_REASONS = 16;

    /** Where a reason comes from: one rule in one place is one reason, however often the object returns. */
    private record Cause(RuleId rule, Optional<Place> place) {}

    private final String id;
    private final boolean ofOneObject;
    private final Moment startedAt;
    private final Set<Situation> lasting = new HashSet<>();
    private final Map<Cause, RuleEvent> reasons = new LinkedHashMap<>();
    private Severity severity;
    private Moment changedAt;
    private Optional<Subject> subject;
    private @Nullable Duration quietSince;

    OpenIncident(String id, RuleEvent first) {
        this.id = id;
        this.ofOneObject = first.subject().isPresent();
        this.startedAt = first.startedAt();
        this.severity = first.severity();
        this.changedAt = first.at();
        this.subject = first.subject();
    }

    /** A situation begins or goes on. */
    void take(RuleEvent event) {
        lasting.add(Situation.of(event));
        note(event);
        quietSince = null;
    }

    /** A situation ended. */
    void end(RuleEvent event, Duration now) {
        lasting.remove(Situation.of(event));
        note(event);
        if (lasting.isEmpty()) {
            quietSince = now;
        }
    }

    private void note(RuleEvent event) {
        Cause cause = new Cause(event.rule(), event.place());
        if (reasons.containsKey(cause) || reasons.size() < MAX_REASONS) {
            reasons.put(cause, event);
        }
        if (event.severity().compareTo(severity) > 0) {
            severity = event.severity();
        }
        if (event.subject().isPresent()) {
            subject = event.subject();
        }
        changedAt = event.at().isBefore(changedAt) ? changedAt : event.at();
    }

    /** True if nothing lasts any more and, for an object's incident, {@code linger} has passed since. */
    boolean isOver(Duration linger, Duration now) {
        return quietSince != null && (!ofOneObject || now.minus(quietSince).compareTo(linger) >= 0);
    }

    Incident as(Phase phase) {
        Cause mainCause = mainCause();
        RuleEvent main =
                reasons.getOrDefault(mainCause, reasons.values().iterator().next());
        List<Incident.Reason> others = new ArrayList<>();
        reasons.forEach((cause, event) -> {
            if (!cause.equals(mainCause)) {
                others.add(
                        new Incident.Reason(event.rule(), event.kind(), event.severity(), event.place(), event.why()));
            }
        });
        return new Incident(
                id,
                Optional.of(main.camera()),
                Optional.of(main.rule()),
                main.kind(),
                phase,
                severity,
                changedAt.wall(),
                changedAt.clock(),
                subject,
                main.place(),
                main.why(),
                startedAt(),
                phase == Phase.CLOSED ? Optional.of(changedAt.wall()) : Optional.empty(),
                main.attributes(),
                others,
                false);
    }

    /** If the clock has been put right meanwhile, by as much on the camera's own timeline before the last change. */
    private Instant startedAt() {
        boolean putRight = startedAt.clock() == ClockQuality.UNSYNCED && changedAt.clock() != ClockQuality.UNSYNCED;
        return putRight ? changedAt.wall().minus(changedAt.since(startedAt)) : startedAt.wall();
    }

    /** The most severe reason, among equals the first. */
    private Cause mainCause() {
        Map.Entry<Cause, RuleEvent> main = reasons.entrySet().iterator().next();
        for (Map.Entry<Cause, RuleEvent> entry : reasons.entrySet()) {
            if (entry.getValue().severity().compareTo(main.getValue().severity()) > 0) {
                main = entry;
            }
        }
        return main.getKey();
    }
}
