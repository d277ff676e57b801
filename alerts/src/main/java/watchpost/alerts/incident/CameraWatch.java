package watchpost.alerts.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;

/**
 * Notices cameras that are not streaming: an incident {@code camera-offline} after a while; and at once an incident {@code tamper} for
 * one whose pictures do not show its scene. Both end when the camera streams again or is switched off. Single-threaded; time is an argument and never runs backwards.
 */
public final class CameraWatch {
    private final OwnIncidents incidents;
    private final Duration patience;
    private final Map<CameraId, Away> away = new LinkedHashMap<>();

    private record Away(Duration since, String reason) {}

    /** A camera may be away for {@code patience} before that is an incident. */
    public CameraWatch(OwnIncidents incidents, Duration patience) {
        this.incidents = incidents;
        this.patience = patience;
    }

    /** Takes a camera's status; returns the changes of incidents. */
    public List<Incident> step(CameraStatus status, Duration now, WallTime wall) {
        CameraId camera = status.camera();
        if (status.state() == CameraState.STREAMING || status.state() == CameraState.DISABLED) {
            away.remove(camera);
            return changes(incidents.clear(offline(camera), wall), incidents.clear(tamper(camera), wall));
        }
        if (status.state().hidesScene()) {
            away.remove(camera);
            String why = status.reason().isEmpty()
                    ? "camera " + camera + " is " + status.state().wireName()
                    : status.reason();
            return changes(
                    incidents.clear(offline(camera), wall),
                    incidents.raise(tamper(camera), Severity.WARNING, why, wall));
        }
        String reason = status.reason().isEmpty() ? status.state().wireName() : status.reason();
        Away known = away.get(camera);
        away.put(camera, new Away(known == null ? now : known.since(), reason));
        return advance(now, wall);
    }

    /** Lets time pass; returns the incidents that it opens. */
    public List<Incident> advance(Duration now, WallTime wall) {
        List<Incident> changes = new ArrayList<>();
        away.forEach((camera, gone) -> {
            if (now.minus(gone.since()).compareTo(patience) >= 0) {
                String why = "no picture from camera " + camera + ": " + gone.reason();
                incidents.clear(tamper(camera), wall).ifPresent(changes::add);
                incidents.raise(offline(camera), Severity.WARNING, why, wall).ifPresent(changes::add);
            }
        });
        return changes;
    }

    private static List<Incident> changes(Optional<Incident> first, Optional<Incident> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static OwnIncidents.Key tamper(CameraId camera) {
        return new OwnIncidents.Key(IncidentKind.TAMPER, Optional.of(camera), "capture");
    }

    private static OwnIncidents.Key offline(CameraId camera) {
        return new OwnIncidents.Key(IncidentKind.CAMERA_OFFLINE, Optional.of(camera), "capture");
    }
}
