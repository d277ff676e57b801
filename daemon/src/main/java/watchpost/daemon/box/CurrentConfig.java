package watchpost.daemon.box;

import java.util.Optional;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.id.CameraId;

/** The configuration that holds now: the command {@code reload} puts another in its place. Any thread. */
final class CurrentConfig {
    private volatile DeviceConfig config;

    CurrentConfig(DeviceConfig first) {
        config = first;
    }

    DeviceConfig get() {
        return config;
    }

    void put(DeviceConfig other) {
        config = other;
    }

    Optional<CameraConfig> camera(CameraId id) {
        return config.cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .findFirst();
    }
}
