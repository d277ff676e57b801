package watchpost.alerts.incident;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.id.Ids;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;

/** The box's own incidents: at most one for each kind, camera and source. Single-threaded. */
public final class OwnIncidents {
    /**
     * What an incident is about.
     *
     * @param source tells apart what may be wrong at the same time: the part of the box that noticed
     */
    public record Key(IncidentKind kind, Optional<CameraId> camera, String source) {}

    private record Open(String id, Severity severity, Instant startedAt, String why) {}

    private final Ids ids;
    private final Map<Key, Open> open = new LinkedHashMap<>();

    public OwnIncidents(Ids ids) {
        this.ids = ids;
    }

    public int open() {
        return open.size();
    }

    /** Opens the incident, or tells a new {@code why} of the open one; empty if nothing changed. */
    public Optional<Incident> raise(Key key, Severity severity, String why, WallTime now) {
        Open known = open.get(key);
        if (known != null && known.why().equals(why)) {
            return Optional.empty();
        }
        String id = known != null ? known.id() : ids.next(now.at(), key.toString());
        Open next = new Open(id, severity, known != null ? known.startedAt() : now.at(), why);
        open.put(key, next);
        return Optional.of(incident(key, next, known == null ? Phase.OPENED : Phase.UPDATED, now));
    }

    /** Closes the incident, if it is open. */
    public Optional<Incident> clear(Key key, WallTime now) {
        return Optional.ofNullable(open.remove(key)).map(was -> incident(key, was, Phase.CLOSED, now));
    }

    /** Closes everything: the end of the daemon. */
    public List<Incident> finish(WallTime now) {
        List<Incident> closed = open.entrySet().stream()
                .map(entry -> incident(entry.getKey(), entry.getValue(), Phase.CLOSED, now))
                .toList();
        open.clear();
        return closed;
    }

    private static Incident incident(Key key, Open open, Phase phase, WallTime now) {
        ClockQuality clock = now.clock();
        return new Incident(
                open.id(),
                key.camera(),
                Optional.empty(),
                key.kind(),
                phase,
                open.severity(),
                now.at(),
                clock,
                Optional.empty(),
                Optional.empty(),
                open.why(),
                open.startedAt(),
                phase == Phase.CLOSED ? Optional.of(now.at()) : Optional.empty(),
                Values.NONE,
                List.of(),
                false);
    }
}
