package watchpost.daemon.replay;

import java.nio.file.Path;
import java.time.Instant;
import watchpost.alerts.contract.Origin;
import watchpost.config.CameraConfig;
import watchpost.rules.track.TrackerSettings;

/**
 * What is to be replayed.
 *
 * @param camera whose rules are applied; its URL is not opened
 * @param start the wall-clock time of the first picture: schedules and intervals depend on it
 * @param mostFrames stop after this many analysed pictures
 */
public record ReplayJob(
        Path video, CameraConfig camera, TrackerSettings tracker, Origin origin, Instant start, long mostFrames) {}
