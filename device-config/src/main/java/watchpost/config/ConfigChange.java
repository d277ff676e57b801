package watchpost.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchpost.core.id.CameraId;

/**
 * What a running box makes of another configuration. The model, rules, their modes, masks and privacy of the cameras that it has, the site's modes and
 * quiet hours, and who may send commands hold at once; everything else is as before until it is started again.
 *
 * @param applied what holds now
 * @param live the keys that changed at once, as in the file
 * @param afterRestart the keys that wait for a restart
 */
public record ConfigChange(DeviceConfig applied, List<String> live, List<String> afterRestart) {
    public ConfigChange {
        live = List.copyOf(live);
        afterRestart = List.copyOf(afterRestart);
    }

    public static ConfigChange of(DeviceConfig running, DeviceConfig wanted) {
        List<String> live = new ArrayList<>();
        List<String> later = new ArrayList<>();
        note(later, "site", running.site(), wanted.site());
        note(later, "box", running.box(), wanted.box());
        MqttConfig broker = running.mqtt().with(wanted.mqtt().commands());
        note(later, "mqtt", broker, wanted.mqtt());
        note(live, "mqtt.commands", running.mqtt(), broker);
        note(later, "webhook", running.webhook(), wanted.webhook());
        note(later, "mail", running.mail(), wanted.mail());
        note(later, "http", running.http(), wanted.http());
        note(later, "storage", running.storage(), wanted.storage());
        DetectorConfig detector = running.detector().with(wanted.detector().model());
        note(later, "detector", detector, wanted.detector());
        note(live, "detector.model", running.detector(), detector);
        note(later, "readers", running.readers(), wanted.readers());
        note(live, "modes", running.modes().names(), wanted.modes().names());
        note(live, "quiet", running.modes().quiet(), wanted.modes().quiet());
        DeviceConfig applied = new DeviceConfig(
                running.site(),
                running.box(),
                broker,
                running.webhook(),
                running.mail(),
                running.http(),
                running.storage(),
                detector,
                wanted.modes(),
                running.readers(),
                cameras(running, wanted, live, later));
        return new ConfigChange(applied, live, later);
    }

    private static List<CameraConfig> cameras(
            DeviceConfig running, DeviceConfig wanted, List<String> live, List<String> later) {
        Map<CameraId, CameraConfig> others = new LinkedHashMap<>();
        wanted.cameras().forEach(camera -> others.put(camera.id(), camera));
        List<CameraConfig> cameras = new ArrayList<>();
        for (CameraConfig before : running.cameras()) {
            String name = "cameras." + before.id();
            CameraConfig other = others.remove(before.id());
            CameraConfig now = other == null ? before : before.watchedAs(other);
            note(live, name + ".rules", before.rules(), now.rules());
            note(live, name + ".rules.modes", before.modes(), now.modes());
            note(live, name + ".masks", before.masks(), now.masks());
            note(live, name + ".privacy", before.blur(), now.blur());
            if (!now.equals(other)) {
                later.add(name);
            }
            cameras.add(now);
        }
        others.keySet().forEach(added -> later.add("cameras." + added));
        return cameras;
    }

    private static void note(List<String> changes, String key, Object before, Object now) {
        if (!before.equals(now)) {
            changes.add(key);
        }
    }
}
