package watchpost.alerts;

import java.util.List;
import java.util.Optional;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.incident.WallTime;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;

/**
 * What an incident of a rule looks like to those who receive it, without anything having happened.
 *
 * @param by who wants to know whether alarms arrive
 */
public record TestAlarm(
        CameraId camera, RuleId rule, IncidentKind kind, Severity severity, Optional<Place> place, String by) {
    Incident incident(String id, Phase phase, WallTime now) {
        return new Incident(
                id,
                Optional.of(camera),
                Optional.of(rule),
                kind,
                phase,
                severity,
                now.at(),
                now.clock(),
                Optional.empty(),
                place,
                "test alarm, asked for by " + by,
                now.at(),
                phase == Phase.CLOSED ? Optional.of(now.at()) : Optional.empty(),
                Values.NONE,
                List.of(),
                true);
    }
}
