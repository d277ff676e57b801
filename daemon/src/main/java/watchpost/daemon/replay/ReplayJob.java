package watchpost.daemon.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import watchpost.alerts.contract.Origin;
import watchpost.config.CameraConfig;
import watchpost.config.ReaderConfig;
import watchpost.rules.track.TrackerSettings;

/**
 * What is to be replayed.
 *
 * @param camera whose rules are applied; its URL is not opened
 * @param start the wall-clock time of the first picture: schedules and intervals depend on it
 * @param mostFrames stop after this many analysed pictures
 * @param plates the model that reads number plates, for rules that want it; without it nothing is read
 */
public record ReplayJob(
        Path video,
        CameraConfig camera,
        TrackerSettings tracker,
        Origin origin,
        Instant start,
        long mostFrames,
        Optional<ReaderConfig> plates) {
    /** Reads nothing. */
    public ReplayJob(
            Path video, CameraConfig camera, TrackerSettings tracker, Origin origin, Instant start, long mostFrames) {
        this(video, camera, tracker, origin, start, mostFrames, Optional.empty());
    }
}
