package watchpost.daemon.box;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import watchpost.alerts.BetterShot;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Subject;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Track;

/**
 * Looks out for pictures that show the object of an open incident clearly better than the one it has. It goes by boxes alone, so it
 * costs next to nothing; pixels are looked at by those who draw the picture. Incidents come on the thread {@code outbox}, tracks on
 * the pipeline's.
 */
final class BestShots {
    /** So many times as good as the best before: a fifth larger, or whole and no longer cut by the picture's edge. */
    static final double CLEARLY = 1.2;
    /** No incident asks for pictures more often than this. */
    private static final long PAUSE_NANOS = 500_000_000L;

    private static final double EDGE = 0.004;
    private static final double CUT = 0.5;
    /** What a place in a corner takes off. */
    private static final double ASIDE = 0.3;

    private final Consumer<BetterShot> wish;
    private final Map<Key, Watch> watched = new ConcurrentHashMap<>();

    private record Key(CameraId camera, long track) {}

    private static final class Watch {
        private final String incidentId;
        // the pipeline's thread only
        private double best;
        private long askedAt = Long.MIN_VALUE;

        Watch(String incidentId, double best) {
            this.incidentId = incidentId;
            this.best = best;
        }
    }

    /** @param wish is told of each better one; never blocks */
    BestShots(Consumer<BetterShot> wish) {
        this.wish = wish;
    }

    /** An incident was told. */
    void told(Incident incident) {
        if (incident.camera().isEmpty() || incident.subject().isEmpty()) {
            return;
        }
        Subject subject = incident.subject().get();
        Key key = new Key(incident.camera().get(), subject.track());
        if (incident.phase() == Phase.OPENED) {
            watched.compute(
                    key,
                    (same, before) -> before != null && before.incidentId.equals(incident.id())
                            ? before
                            : new Watch(incident.id(), score(subject.box(), subject.confidence())));
        } else if (incident.phase() == Phase.CLOSED) {
            // its object may have got another number meanwhile
            watched.values().removeIf(watch -> watch.incidentId.equals(incident.id()));
        }
    }

    /** What is followed in a picture. */
    void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks) {
        if (watched.isEmpty()) {
            return;
        }
        for (Track track : tracks) {
            Watch watch = track.observed() ? watched.get(new Key(camera, track.id())) : null;
            if (watch != null) {
                look(watch, time, track);
            }
        }
    }

    private void look(Watch watch, FrameTime time, Track track) {
        double score = score(track.box(), track.confidence());
        long now = time.moment().stream().toNanos();
        boolean rested = watch.askedAt == Long.MIN_VALUE || now - watch.askedAt >= PAUSE_NANOS;
        if (rested && score > CLEARLY * watch.best) {
            watch.best = score;
            watch.askedAt = now;
            Subject subject = new Subject(track.label(), track.confidence(), track.id(), track.box());
            wish.accept(new BetterShot(watch.incidentId, time.moment(), subject));
        }
    }

    /**
     * How well a picture shows an object: its side as a share of the picture's, less where it is cut by the edge, far from the middle or
     * uncertain. 0..1.
     */
    static double score(Box box, double confidence) {
        boolean cut = box.x() < EDGE || box.y() < EDGE || box.right() > 1 - EDGE || box.bottom() > 1 - EDGE;
        double aside = Math.hypot(box.centre().x() - 0.5, box.centre().y() - 0.5) / Math.hypot(0.5, 0.5);
        return Math.sqrt(box.area()) * (cut ? CUT : 1) * (1 - ASIDE * aside) * (0.5 + 0.5 * confidence);
    }
}
