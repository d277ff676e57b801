package watchpost.alerts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import watchpost.alerts.incident.Incident;
import watchpost.core.id.CameraId;

/** The newest change of each of the last incidents, for the page. Written on the thread {@code outbox}, read on any. */
final class RecentIncidents {
    private static final int KEPT = 200;

    private final Map<String, IncidentNote> byId = new LinkedHashMap<>();
    private final List<Consumer<IncidentNote>> listeners = new CopyOnWriteArrayList<>();

    void listen(Consumer<IncidentNote> listener) {
        listeners.add(listener);
    }

    void put(Incident incident, String json) {
        IncidentNote note = new IncidentNote(incident, json);
        synchronized (byId) {
            byId.remove(incident.id());
            byId.put(incident.id(), note);
            if (byId.size() > KEPT) {
                byId.remove(byId.keySet().iterator().next());
            }
        }
        listeners.forEach(listener -> listener.accept(note));
    }

    Optional<Incident> find(String id) {
        synchronized (byId) {
            return Optional.ofNullable(byId.get(id)).map(IncidentNote::incident);
        }
    }

    /** The newest incident of an object. */
    Optional<Incident> of(CameraId camera, long track) {
        return list().stream()
                .map(IncidentNote::incident)
                .filter(incident -> incident.camera().equals(Optional.of(camera))
                        && incident.subject()
                                .map(object -> object.track() == track)
                                .orElse(false))
                .findFirst();
    }

    /** Newest first. */
    List<IncidentNote> list() {
        synchronized (byId) {
            List<IncidentNote> notes = new ArrayList<>(byId.values());
            Collections.reverse(notes);
            return notes;
        }
    }
}
