package watchpost.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.id.Ids;
import watchpost.alerts.id.RandomIds;
import watchpost.alerts.id.UuidV7;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.outbox.StoredMessage;
import watchpost.core.id.CameraId;

/** Removes evidence that somebody wants to be gone: pictures and clips, those that still wait to be sent included. */
public final class Erasure {
    private Erasure() {}

    /**
     * Which evidence is meant.
     *
     * @param camera all cameras if empty
     * @param from the incident began at or after this
     * @param to and before this
     */
    public record Wanted(Optional<CameraId> camera, Optional<Instant> from, Optional<Instant> to) {
        boolean covers(CameraId of, Instant began) {
            return camera.map(of::equals).orElse(true)
                    && from.map(first -> !began.isBefore(first)).orElse(true)
                    && to.map(began::isBefore).orElse(true);
        }
    }

    /**
     * What was removed.
     *
     * @param waiting pictures that waited for the broker; empty if a running box holds them
     */
    public record Report(long pictures, long clips, Optional<Long> waiting) {}

    /**
     * Removes it; the box may be running.
     *
     * @param directory the box's storage
     * @throws AlertException if the storage cannot be used
     */
    public static Report erase(Path directory, Origin origin, Wanted wanted) throws AlertException {
        try {
            long pictures = erase(directory.resolve("pictures"), ".jpg", wanted);
            long clips = erase(directory.resolve("clips"), ".mp4", wanted);
            return new Report(pictures, clips, waiting(directory, origin, wanted));
        } catch (IOException | OutboxException e) {
            throw new AlertException("cannot erase in the storage directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static long erase(Path folder, String suffix, Wanted wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Predicate<EvidenceStore.Kept> which = kept ->
                wanted.covers(kept.camera(), UuidV7.time(kept.incidentId()).orElse(kept.written()));
        return new EvidenceStore(folder, suffix, Long.MAX_VALUE).erase(which).size();
    }

    private static Optional<Long> waiting(Path directory, Origin origin, Wanted wanted) throws OutboxException {
        if (!Files.exists(directory.resolve("outbox.db"))) {
            return Optional.of(0L);
        }
        Ids ids = new RandomIds(new SecureRandom());
        Messages messages = new Messages(origin, ids);
        try (Outbox outbox = Outbox.open(directory, Long.MAX_VALUE, messages, ids, InstantSource.system(), false)) {
            return Optional.of(outbox.erasePictures(message -> covers(wanted, message)));
        } catch (OutboxException e) {
            if (e.busy()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean covers(Wanted wanted, StoredMessage message) {
        Optional<Instant> began = UuidV7.time(message.thread());
        return !message.camera().isEmpty()
                && began.isPresent()
                && wanted.covers(new CameraId(message.camera()), began.get());
    }
}
