package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a file does not say. The shipped, commented file says exactly that. */
class DefaultsTest {
    private static final DeviceConfig NOTHING_SAID = new DeviceConfig(
            "site",
            "box-1",
            new MqttConfig(
                    false,
                    "127.0.0.1",
                    1883,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "watchpost/site/box-1",
                    MqttConfig.NO_COMMANDS,
                    MqttConfig.NO_PROFILES,
                    Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            new HttpConfig("127.0.0.1", 8080),
            new StorageConfig(
                    Path.of("/var/lib/watchpost"),
                    256L * 1024 * 1024,
                    1024L * 1024 * 1024,
                    2048L * 1024 * 1024,
                    Duration.ofDays(30),
                    256L * 1024 * 1024),
            new DetectorConfig(
                    DetectorConfig.ModelChoice.BUILT_IN, List.of(), OptionalInt.empty(), OptionalInt.empty(), 0.4),
            ModesConfig.NONE,
            Map.of(),
            List.of());

    /** The example without every key that has a default. */
    private static final String EXAMPLE_WITHOUT_DEFAULTS = """
            schedules:
              night: {windows: [{days: [mon, tue, wed, thu, fri], from: "22:00", to: "06:00"}]}
            cameras:
              gate:
                url: rtsp://10.0.0.5/stream1
                zones: {yard: [[0.1, 0.5], [0.9, 0.5], [0.9, 1], [0.1, 1]]}
                lines: {door: [[0.1, 0.6], [0.9, 0.6]]}
                lanes:
                  north:
                    area: [[0.2, 0.2], [0.5, 0.2], [0.5, 0.9], [0.2, 0.9]]
                    heading: [[0.3, 0.9], [0.3, 0.2]]
                masks: {neighbour: [[0, 0], [0.2, 0], [0.2, 0.3], [0, 0.3]]}
                rules:
                  yard-intrusion: {kind: intrusion, zone: yard}
                  door-crossing: {kind: line-crossing, line: door}
                  yard-loitering: {kind: loitering, zone: yard}
                  road: {kind: traffic-flow}
                  door-count: {kind: footfall, line: door}
                  yard-occupancy: {kind: occupancy, zone: yard}
            """;

    @Test
    void emptyBlocksAreLikeAbsentOnes() {
        assertEquals(NOTHING_SAID, Parsed.valid("version: 1").config());
        assertEquals(
                NOTHING_SAID,
                Parsed.valid("mqtt:\nhttp: {}\nstorage:\ndetector:\nschedules:\ncameras:\n")
                        .config());
    }

    @Test
    void theShippedExampleSaysTheDefaults() {
        assertEquals(
                Parsed.valid(EXAMPLE_WITHOUT_DEFAULTS), Parsed.valid(Shipped.EXAMPLE), "docs/watchpost.example.yaml");
    }

    @Test
    void theInstalledFileSaysTheDefaultsAndHasNoCamera() {
        ConfigResult.Valid installed = Parsed.valid(Shipped.read("systemd/package/etc/watchpost/watchpost.yaml"));
        assertEquals(NOTHING_SAID, installed.config());
        assertEquals(List.of("1:1: warning: no camera is configured; add one under cameras"), Parsed.lines(installed));
    }

    @Test
    void theBoxIsCalledLikeItsHost() throws Exception {
        Process uname = new ProcessBuilder("uname", "-n").start();
        String host = new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(HostName.asName(host), HostName.ofThisMachine());
        assertEquals("gate-7", HostName.asName("gate-7.local"));
        assertEquals("box", HostName.asName("..."));
        assertEquals("b-x", HostName.asName("--b x"));
        assertEquals("a".repeat(63), HostName.asName("a".repeat(80)));
    }
}
