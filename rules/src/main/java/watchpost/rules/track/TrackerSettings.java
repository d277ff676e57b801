package watchpost.rules.track;

import java.time.Duration;

/**
 * How a {@link Tracker} decides.
 *
 * @param high detections at least this sure are associated first, 0..1
 * @param low detections below this are ignored, 0..1, at most {@code high}; those between keep a track alive but start none
 * @param start a detection must be at least this sure to start a track, 0..1
 * @param confirmAfter a track is told of once two detections lie at least this far apart
 * @param keepHidden a confirmed track that is not detected is kept this long for its object's return
 * @param showHidden for this long a hidden track is still told of, with its predicted box
 * @param capacity at most this many tracks are held; beyond it no new ones start
 */
public record TrackerSettings(
        double high,
        double low,
        double start,
        Duration confirmAfter,
        Duration keepHidden,
        Duration showHidden,
        int capacity) {

    /** For detectors whose useful confidences begin near 40 %. */
    public static final TrackerSettings DEFAULT = new TrackerSettings(
            0.4, 0.2, 0.45, Duration.ofMillis(80), Duration.ofMillis(1500), Duration.ofMillis(500), 1000);

    public TrackerSettings {
        if (!(low >= 0 && low <= high && high <= 1 && start >= 0 && start <= 1)) {
            throw new IllegalArgumentException(
                    "confidences are not ordered within 0..1: low " + low + ", high " + high);
        }
        if (confirmAfter.isNegative() || keepHidden.isNegative() || showHidden.isNegative() || capacity < 1) {
            throw new IllegalArgumentException("durations must not be negative and the capacity must be at least 1");
        }
    }
}
