package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds at once and what waits for a restart, and that nothing else changes. */
class ConfigChangeTest {
    private static final String RUNNING = """
            site: north
            schedules: {night: {windows: [{from: "22:00", to: "06:00"}]}}
            cameras:
              gate: {url: rtsp://10.0.0.5/1, rules: {a: {kind: heatmap}}}
              door: {url: rtsp://10.0.0.6/1, rules: {a: {kind: heatmap}}}
            """;

    private static ConfigChange to(String wanted) {
        return ConfigChange.of(
                Parsed.valid(RUNNING).config(), Parsed.valid(wanted).config());
    }

    @Test
    void theSameFileChangesNothing() {
        ConfigChange change = to(RUNNING);
        assertEquals(new ConfigChange(Parsed.valid(RUNNING).config(), List.of(), List.of()), change);
    }

    @Test
    void whatIsWatchedForHoldsAtOnce() {
        String wanted = RUNNING.replace(
                        "10.0.0.6/1, rules: {a",
                        "10.0.0.6/1, masks: {m: [[0, 0], [1, 0], [0, 1]]}, privacy: {blur: faces}, rules: {b")
                .replace("site: north", "site: north\nmodes: [day]\nquiet: {schedules: [night]}");
        ConfigChange change = to(wanted);
        assertEquals(
                List.of("modes", "quiet", "cameras.door.rules", "cameras.door.masks", "cameras.door.privacy"),
                change.live());
        assertEquals(List.of(), change.afterRestart());
        assertEquals(Parsed.valid(wanted).config(), change.applied());
    }

    @Test
    void whatTheCamerasAndTheBoxAreWaitsForARestart() {
        ConfigChange change = to("""
                site: south
                mqtt: {topic: other}
                storage: {outbox: 2 MiB}
                cameras:
                  gate: {url: rtsp://10.0.0.7/1, rules: {b: {kind: heatmap}}}
                  roof: {url: rtsp://10.0.0.8/1, rules: {a: {kind: heatmap}}}
                """);
        assertEquals(List.of("cameras.gate.rules"), change.live());
        assertEquals(
                List.of("site", "mqtt", "storage", "cameras.gate", "cameras.door", "cameras.roof"),
                change.afterRestart());
        DeviceConfig running = Parsed.valid(RUNNING).config();
        DeviceConfig rules =
                Parsed.valid(RUNNING.replaceFirst("rules: \\{a", "rules: {b")).config();
        assertEquals(running.withCameras(rules.cameras()), change.applied());
    }
}
