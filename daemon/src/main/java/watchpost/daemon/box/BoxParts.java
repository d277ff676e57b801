package watchpost.daemon.box;

import java.time.Instant;
import watchpost.alerts.AlertService;
import watchpost.config.DeviceConfig;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.pipeline.Pipeline;
import watchpost.detector.watch.DetectorWatch;

/** The parts of a running box that reports are made of. */
record BoxParts(
        CurrentConfig configured,
        AlertService alerts,
        Arming arming,
        DetectorWatch detector,
        Pipeline pipeline,
        Cameras cameras,
        CameraPictures pictures,
        LiveModel live,
        Instant startedAt) {
    DeviceConfig config() {
        return configured.get();
    }
}
