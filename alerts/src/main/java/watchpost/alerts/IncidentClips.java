package watchpost.alerts;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import watchpost.alerts.contract.Media;
import watchpost.alerts.evidence.ClipSource;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.RuleEvent;
import watchpost.core.id.CameraId;

/**
 * Asks for the clip of each incident and says in its later messages where it is, or why there is none. No message waits for a clip: when
 * one is ready, its incident is told again, as it stands then. Belongs to the thread {@code outbox}.
 */
final class IncidentClips {
    private static final Logger LOG = System.getLogger(IncidentClips.class.getName());

    private final ClipSource source;
    private final EvidenceStore store;
    private final MediaBook media;
    private final Consumer<Runnable> outboxThread;
    private final InstantSource clock;

    /** The incidents whose clips are being recorded, as they were last told. */
    private final Map<String, Incident> recording = new HashMap<>();

    private Consumer<Incident> tellAgain = last -> {};

    /** @param outboxThread runs a task on the thread {@code outbox} */
    IncidentClips(
            ClipSource source,
            EvidenceStore store,
            MediaBook media,
            Consumer<Runnable> outboxThread,
            InstantSource clock) {
        this.source = source;
        this.store = store;
        this.media = media;
        this.outboxThread = outboxThread;
        this.clock = clock;
    }

    /** Who tells an incident again whose clip is there. */
    void onReady(Consumer<Incident> listener) {
        tellAgain = listener;
    }

    boolean areKept() {
        return source != ClipSource.NONE && store.keeps();
    }

    /** {@code event} opened an incident. What is known at once stands in its first message. */
    void request(Incident opened, RuleEvent event, boolean diskFull) {
        String incidentId = opened.id();
        if (!areKept()) {
            return;
        }
        if (diskFull) {
            media.change(incidentId, known -> known.withoutClip("the disk is full"));
            return;
        }
        try {
            Path file = store.place(event.camera(), incidentId);
            Thread caller = Thread.currentThread();
            source.record(event, file, failure -> {
                if (Thread.currentThread() == caller) {
                    finished(event.camera(), incidentId, failure);
                } else {
                    outboxThread.accept(() -> finished(event.camera(), incidentId, failure));
                }
            });
            if (media.of(incidentId).noClip().isEmpty()) {
                recording.put(incidentId, opened);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no clip: " + e);
            media.change(incidentId, known -> known.withoutClip("the box cannot write it"));
        }
    }

    private void finished(CameraId camera, String incidentId, Optional<String> failure) {
        if (failure.isEmpty()) {
            store.written(camera, incidentId, clock.instant());
        }
        media.change(
                incidentId, known -> failure.map(known::withoutClip).orElseGet(() -> known.withClip(path(incidentId))));
        Incident last = recording.remove(incidentId);
        if (last != null && (failure.isEmpty() || last.phase() == Phase.CLOSED)) {
            tellAgain.accept(last);
        }
    }

    /** An incident is told. */
    void told(Incident change) {
        recording.computeIfPresent(change.id(), (id, before) -> change);
    }

    /** What an incident that an earlier life of the box left open refers to. */
    static Media cutShort(Media last) {
        return last.clip().isPresent() || last.noClip().isPresent()
                ? last
                : last.withoutClip("the box was restarted before the clip was written");
    }

    private static String path(String incidentId) {
        return "/api/incidents/" + incidentId + "/clip";
    }
}
