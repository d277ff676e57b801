package watchpost.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.vision.Trait;

/**
 * Everything a box is told to do: one version of {@code watchpost.yaml} with all defaults filled in.
 *
 * @param site name of the site; stands in MQTT topics
 * @param box name of the box; stands in MQTT topics
 * @param webhook a web server that incidents are posted to as well
 * @param mail people who get incidents by mail as well
 * @param modes which modes the site has, and when it is quiet
 * @param readers the second models; none by default
 * @param cameras in the order of the file; may be empty
 */
public record DeviceConfig(
        String site,
        String box,
        MqttConfig mqtt,
        Optional<WebhookConfig> webhook,
        Optional<MailConfig> mail,
        HttpConfig http,
        StorageConfig storage,
        DetectorConfig detector,
        ModesConfig modes,
        Map<Trait, ReaderConfig> readers,
        List<CameraConfig> cameras) {
    public DeviceConfig {
        readers = Map.copyOf(readers);
        cameras = List.copyOf(cameras);
    }

    /** The same box with other cameras. */
    DeviceConfig withCameras(List<CameraConfig> others) {
        return new DeviceConfig(site, box, mqtt, webhook, mail, http, storage, detector, modes, readers, others);
    }
}
