package watchpost.alerts.profile;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;

/** For which rules, and for which of the box's own troubles, an incident is open now. Tests of alarms do not count. */
final class OpenReasons {
    private final Map<Origin, Map<String, Standing>> open = new HashMap<>();

    /** Where incidents come from: a rule of a camera, or without one the box itself, which notices a kind of trouble. */
    record Origin(Optional<CameraId> camera, Optional<RuleId> rule, Optional<IncidentKind> trouble) {
        static Origin of(CameraId camera, RuleId rule) {
            return new Origin(Optional.of(camera), Optional.of(rule), Optional.empty());
        }

        static Origin of(Optional<CameraId> camera, IncidentKind trouble) {
            return new Origin(camera, Optional.empty(), Optional.of(trouble));
        }
    }

    /**
     * An open incident as far as one rule is its reason.
     *
     * @param since when the rule became one
     */
    record Standing(String incident, Severity severity, String why, Instant since) {}

    /** Takes a change of an incident; returns where something may stand differently now. */
    Set<Origin> told(Incident change) {
        if (change.test()) {
            return Set.of();
        }
        Map<Origin, Standing> reasons = reasons(change);
        if (change.phase() != Phase.CLOSED) {
            reasons.forEach((origin, standing) -> open.computeIfAbsent(origin, none -> new LinkedHashMap<>())
                    .merge(
                            standing.incident(),
                            standing,
                            (known, next) -> origin.rule().isPresent()
                                    ? known
                                    : new Standing(next.incident(), next.severity(), next.why(), known.since())));
            return reasons.keySet();
        }
        Set<Origin> over = new HashSet<>();
        open.forEach((origin, incidents) -> {
            if (incidents.remove(change.id()) != null) {
                over.add(origin);
            }
        });
        return over;
    }

    /** The incident that has been open longest there. */
    Optional<Standing> at(Origin origin) {
        return open.getOrDefault(origin, Map.of()).values().stream().findFirst();
    }

    private static Map<Origin, Standing> reasons(Incident change) {
        Map<Origin, Standing> reasons = new LinkedHashMap<>();
        Origin main = change.camera()
                .flatMap(camera -> change.rule().map(rule -> Origin.of(camera, rule)))
                .orElseGet(() -> Origin.of(change.camera(), change.kind()));
        reasons.put(main, new Standing(change.id(), change.severity(), change.why(), change.at()));
        for (Incident.Reason other : change.otherReasons()) {
            change.camera().ifPresent(camera -> {
                Standing standing = new Standing(change.id(), other.severity(), other.why(), change.at());
                reasons.putIfAbsent(Origin.of(camera, other.rule()), standing);
            });
        }
        return reasons;
    }
}
