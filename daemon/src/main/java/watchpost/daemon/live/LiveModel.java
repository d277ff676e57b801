package watchpost.daemon.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;

/**
 * What the page shows. Any thread may write or read; nothing here waits for anyone. Bounded: one status and one set of tracks a
 * camera, one level a rule, one measurement a rule and lane, and the newest {@value #INCIDENTS} incidents.
 */
public final class LiveModel {
    /** How many incidents are kept. */
    public static final int INCIDENTS = 200;

    private volatile List<CameraView> cameras;
    private final Map<CameraId, CameraStatus> statuses = new ConcurrentHashMap<>();
    private final Map<CameraId, TracksOfMoment> tracks = new ConcurrentHashMap<>();
    private final Map<String, Level> levels = new ConcurrentHashMap<>();
    private final Map<String, Measurement> measurements = new ConcurrentHashMap<>();
    private final IncidentRing incidents = new IncidentRing();
    private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();

    public LiveModel(List<CameraView> cameras) {
        this.cameras = List.copyOf(cameras);
    }

    /** The configured cameras, in the order of the configuration. */
    public List<CameraView> cameras() {
        return cameras;
    }

    /** From now on the cameras that {@code views} name are shown as they say. */
    public void show(List<CameraView> views) {
        cameras = cameras.stream()
                .map(old -> views.stream()
                        .filter(view -> view.id().equals(old.id()))
                        .findFirst()
                        .orElse(old))
                .toList();
    }

    public boolean hasCamera(CameraId camera) {
        return cameras.stream().anyMatch(view -> view.id().equals(camera));
    }

    public void tracks(TracksOfMoment seen) {
        tracks.put(seen.camera(), seen);
        tell(listener -> listener.onTracks(seen));
    }

    public void camera(CameraStatus status) {
        statuses.put(status.camera(), status);
        tell(listener -> listener.onCamera(status));
    }

    public void level(Level level) {
        levels.put(key(level.camera(), level.rule().value()), level);
        tell(listener -> listener.onLevel(level));
    }

    public void measurement(Measurement measurement) {
        measurements.put(
                key(measurement.camera(), measurement.rule().value() + part(measurement.values())), measurement);
        tell(listener -> listener.onMeasurement(measurement));
    }

    /** Returns true if the incident was not known before. */
    public boolean incident(IncidentView incident) {
        boolean fresh = incidents.put(incident);
        IncidentView now = incidents.get(incident.id());
        tell(listener -> listener.onIncident(now));
        return fresh;
    }

    public Optional<CameraStatus> statusOf(CameraId camera) {
        return Optional.ofNullable(statuses.get(camera));
    }

    public Optional<TracksOfMoment> tracksOf(CameraId camera) {
        return Optional.ofNullable(tracks.get(camera));
    }

    /** The current levels of a camera, by rule. */
    public List<Level> levelsOf(CameraId camera) {
        return of(levels, camera);
    }

    /** The last measurement of each rule and lane of a camera. */
    public List<Measurement> measurementsOf(CameraId camera) {
        return of(measurements, camera);
    }

    /** The newest incidents, newest first. */
    public List<IncidentView> incidents() {
        return incidents.newestFirst();
    }

    /** How many incidents are open now. */
    public long openIncidents() {
        return incidents.newestFirst().stream().filter(IncidentView::open).count();
    }

    /** Tells {@code listener} of every later change. */
    public void listen(LiveListener listener) {
        listeners.add(listener);
    }

    public void forget(LiveListener listener) {
        listeners.remove(listener);
    }

    private void tell(Consumer<LiveListener> news) {
        listeners.forEach(news);
    }

    private static <T> List<T> of(Map<String, T> byKey, CameraId camera) {
        String prefix = camera.value() + "/";
        Map<String, T> sorted = new TreeMap<>();
        byKey.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                sorted.put(key, value);
            }
        });
        return List.copyOf(sorted.values());
    }

    private static String key(CameraId camera, String rule) {
        return camera.value() + "/" + rule;
    }

    /** A traffic rule measures each lane and direction by itself. */
    private static String part(Values values) {
        return "/" + values.entries().getOrDefault("lane", "") + "/"
                + values.entries().getOrDefault("direction", "");
    }

    /** The newest incidents by id, in the order in which they began. */
    private static final class IncidentRing {
        private final Map<String, IncidentView> byId = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, IncidentView> eldest) {
                return size() > INCIDENTS;
            }
        };

        synchronized boolean put(IncidentView incident) {
            IncidentView before = byId.get(incident.id());
            byId.put(incident.id(), before == null ? incident : incident.withPictureBox(before.pictureBox()));
            return before == null;
        }

        synchronized IncidentView get(String id) {
            return Objects.requireNonNull(byId.get(id));
        }

        synchronized List<IncidentView> newestFirst() {
            List<IncidentView> list = new ArrayList<>(byId.values());
            Collections.reverse(list);
            return list;
        }
    }
}
