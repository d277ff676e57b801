package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.ground.GeoPoint;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Tripwire;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.vision.Trait;

/** Every key with a value that is not its default arrives where it belongs. */
class FullMappingTest {
    @TempDir
    Path folder;

    private WebhookConfig webhook() {
        return new WebhookConfig(
                URI.create("https://alarms.example.com:8443/in?key=1"),
                folder.resolve("mqtt"),
                Optional.of(folder.resolve("ca.pem")),
                true,
                true,
                true,
                3L << 20);
    }

    private MailConfig mail() {
        return new MailConfig(
                new MailConfig.Relay(
                        "mail.example.com",
                        465,
                        MailConfig.Security.TLS,
                        Optional.of(new MailConfig.Login("box", folder.resolve("mqtt"))),
                        Optional.of(folder.resolve("ca.pem"))),
                "box@example.com",
                List.of("guard@example.com", "chief@example.com"),
                new MailConfig.Wants(Severity.WARNING, true, true, false, 12),
                ZoneId.of("Europe/Berlin"),
                Optional.of(URI.create("https://box.example.com/")),
                4L << 20);
    }

    @Test
    void theBox() throws Exception {
        for (String name : List.of("ca.pem", "box.pem", "box.key", "model.yaml", "plates.yaml")) {
            Files.writeString(folder.resolve(name), "any");
        }
        Files.setPosixFilePermissions(folder.resolve("box.key"), PosixFilePermissions.fromString("rw-r-----"));
        password("mqtt", "s3cret\n");
        ConfigResult.Valid valid = parse("""
                version: 1
                site: north
                box: gate-7
                mqtt:
                  url: mqtts://broker.local
                  username: watch
                  password-file: mqtt
                  ca-file: ca.pem
                  client-certificate-file: box.pem
                  client-key-file: box.key
                  topic: city/{box}/at/{site}
                  commands:
                    roles: {guard: {key-file: mqtt, may: [acknowledge, test-alarm]}}
                    escalate-after: [90 s, 5 min]
                  receipts: {from: [control-room, archive], deadline: 45 s}
                webhook: {url: "https://alarms.example.com:8443/in?key=1", secret-file: mqtt, ca-file: ca.pem, quiet: true, measurements: true, picture: true, outbox: 3 MiB}
                mail: {relay: "smtps://mail.example.com", username: box, password-file: mqtt, ca-file: ca.pem, from: box@example.com, to: [guard@example.com, chief@example.com], severity: warning, quiet: true, closed: true, picture: false, per-hour: 12, zone: Europe/Berlin, page: "https://box.example.com/", outbox: 4 MiB}
                http: {address: "::1", port: 0}
                storage: {directory: data, outbox: 2 MiB, pictures: 3 GiB, clips: 5 GiB, keep: 48 h, journal: 4 MiB}
                detector: {model: model.yaml, providers: [cuda, cpu], workers: 3, batch: 8, confidence: 0.25}
                readers: {plate: {model: plates.yaml, per-second: 7}}
                """);
        assertEquals(
                new DeviceConfig(
                        "north",
                        "gate-7",
                        new MqttConfig(
                                true,
                                "broker.local",
                                8883,
                                Optional.of(new MqttConfig.Login("watch", Optional.of(folder.resolve("mqtt")))),
                                Optional.of(folder.resolve("ca.pem")),
                                Optional.of(
                                        new MqttConfig.Identity(folder.resolve("box.pem"), folder.resolve("box.key"))),
                                "city/gate-7/at/north",
                                new MqttConfig.Commands(
                                        List.of(new MqttConfig.Role(
                                                "guard", folder.resolve("mqtt"), Set.of("acknowledge", "test-alarm"))),
                                        List.of(Duration.ofSeconds(90), Duration.ofMinutes(5))),
                                MqttConfig.NO_PROFILES,
                                Optional.of(new MqttConfig.Receipts(
                                        List.of("control-room", "archive"), Duration.ofSeconds(45)))),
                        Optional.of(webhook()),
                        Optional.of(mail()),
                        new HttpConfig("::1", 0),
                        new StorageConfig(
                                folder.resolve("data"), 2L << 20, 3L << 30, 5L << 30, Duration.ofDays(2), 4L << 20),
                        new DetectorConfig(
                                new DetectorConfig.ModelChoice(
                                        Optional.empty(), Optional.of(folder.resolve("model.yaml"))),
                                List.of(DetectorConfig.Provider.CUDA, DetectorConfig.Provider.CPU),
                                OptionalInt.of(3),
                                OptionalInt.of(8),
                                0.25),
                        ModesConfig.NONE,
                        Map.of(Trait.PLATE, new ReaderConfig(folder.resolve("plates.yaml"), 7)),
                        List.of()),
                valid.config());
        assertEquals("mqtts://broker.local:8883", valid.config().mqtt().url());
    }

    @Test
    void modesAndQuietHours() {
        DeviceConfig config = Parsed.valid("""
                schedules: {night: {zone: Asia/Tokyo, windows: [{from: "22:00", to: "06:00"}]}}
                modes: [open, closed, holiday]
                quiet: {schedules: [night], modes: [open], up-to: alarm}
                cameras:
                  gate:
                    url: v4l2:/dev/video0
                    rules:
                      r1: {kind: intrusion, zone: [[0, 0], [1, 0], [0, 1]], modes: [closed, holiday]}
                      r2: {kind: intrusion, zone: [[0, 0], [1, 0], [0, 1]]}
                """).config();
        Schedule night = new Schedule(
                ZoneId.of("Asia/Tokyo"),
                List.of(new Schedule.Window(Set.of(DayOfWeek.values()), LocalTime.of(22, 0), LocalTime.of(6, 0))));
        assertEquals(
                new ModesConfig(
                        List.of("open", "closed", "holiday"),
                        new ModesConfig.Quiet(List.of(night), Set.of("open"), Severity.ALARM)),
                config.modes());
        assertEquals(
                Map.of(id(1), Set.of("closed", "holiday")),
                config.cameras().get(0).modes());
    }

    @Test
    void aRuleThatReads() throws Exception {
        Files.writeString(folder.resolve("plates.yaml"), "any");
        CameraConfig camera = parse("""
                readers: {plate: {model: plates.yaml}}
                cameras:
                  gate:
                    url: v4l2:/dev/video0
                    lines: {l: [[0, 0.5], [1, 0.5]]}
                    rules:
                      reads: {kind: line-crossing, line: l, classes: vehicles, read: plate}
                      counts: {kind: line-crossing, line: l, classes: vehicles}
                """).config().cameras().get(0);
        assertEquals(
                List.of(Optional.of(Trait.PLATE), Optional.empty()),
                camera.rules().stream().map(rule -> rule.watch().read()).toList());
    }

    @Test
    void aVariantOfTheBuiltInModel() {
        assertEquals(
                new DetectorConfig.ModelChoice(Optional.of("fp16"), Optional.empty()),
                Parsed.valid("detector: {model: built-in:fp16}")
                        .config()
                        .detector()
                        .model());
    }

    @Test
    void aCamera() throws Exception {
        password("gate", "p@ss/wörd");
        ConfigResult.Valid valid = parse("""
                cameras:
                  gate:
                    url: rtsps://10.0.0.5:322/stream1?x=1
                    username: some one
                    password-file: gate
                    transport: udp
                    analyse: all
                    timers: {connect: 1 s, bytes: 2 s, first-picture: 4 s, picture: 3 s}
                    loop: true
                    tls: {fingerprint: "AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB"}
                    decode: keyframes
                    deblock: true
                    decoders: [nvdec, v4l2m2m, software]
                    scene-checks: [frozen, covered]
                    folder-rate: 2.5 fps
                    recent-video: {keep: 8 s, at-most: 2 MiB}
                    location: {latitude: 52.5, longitude: -13.25}
                    masks: {window: [[0, 0], [1, 0], [0, 1]]}
                    privacy: {blur: [faces, plates]}
                    rules: {}
                """);
        assertEquals(
                List.of(new CameraConfig(
                        new CameraId("gate"),
                        new SourceUrl("rtsps://some%20one:p%40ss%2Fw%C3%B6rd@10.0.0.5:322/stream1?x=1"),
                        CameraConfig.Transport.UDP,
                        0,
                        new CameraConfig.Timers(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(3)),
                        true,
                        new CameraConfig.Tls(Optional.empty(), Optional.of("AB:".repeat(31) + "AB"), false),
                        CameraConfig.Decode.KEYFRAMES,
                        true,
                        List.of(
                                CameraConfig.Decoder.NVDEC,
                                CameraConfig.Decoder.V4L2M2M,
                                CameraConfig.Decoder.SOFTWARE),
                        Set.of(CameraConfig.SceneCheck.FROZEN, CameraConfig.SceneCheck.COVERED),
                        2.5,
                        new CameraConfig.RecentVideo(Duration.ofSeconds(8), 2 << 20),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(new GeoPoint(52.5, -13.25)),
                        List.of(TRIANGLE),
                        Set.of(CameraConfig.Blur.FACES, CameraConfig.Blur.PLATES))),
                valid.config().cameras());
    }

    @Test
    void whatTheBoxBlursItsCamerasBlurUnlessTheySayOtherwise() {
        ConfigResult.Valid valid = Parsed.valid("""
                privacy: {blur: persons}
                cameras:
                  a: {url: v4l2:/dev/video0}
                  b: {url: v4l2:/dev/video0, privacy: {blur: off}}
                  c: {url: v4l2:/dev/video0, privacy: {blur: [plates]}}
                  d: {url: v4l2:/dev/video0, privacy: {}}
                """);
        assertEquals(
                List.of(
                        Set.of(CameraConfig.Blur.PERSONS),
                        Set.of(),
                        Set.of(CameraConfig.Blur.PLATES),
                        Set.of(CameraConfig.Blur.PERSONS)),
                valid.config().cameras().stream().map(CameraConfig::blur).toList());
    }

    @Test
    void theDecodersOfTheBoxAreThoseOfItsCameras() {
        ConfigResult.Valid valid = Parsed.valid("""
                decoders: [nvmpi, nvdec]
                cameras:
                  a: {url: v4l2:/dev/video0}
                  b: {url: v4l2:/dev/video0, decoders: auto, scene-checks: off}
                """);
        CameraConfig first = valid.config().cameras().get(0);
        CameraConfig second = valid.config().cameras().get(1);
        assertEquals(List.of(CameraConfig.Decoder.NVMPI, CameraConfig.Decoder.NVDEC), first.decoders());
        assertEquals(List.of(CameraConfig.Decoder.AUTO), second.decoders());
        assertEquals(CameraConfig.ALL_CHECKS, first.sceneChecks());
        assertEquals(Set.of(), second.sceneChecks());
    }

    private static final Polygon TRIANGLE = new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0, 1)));
    private static final Segment LINE = new Segment(new Point(0, 0.5), new Point(1, 0.5));
    private static final String COMMON =
            "classes: [dog, cat], confidence: 0.5, min-height: 5 %, min-travel: 10 %, anchor: centre, schedule: night";
    private static final Watch WATCH = new Watch(
            Set.of("dog", "cat"),
            0.5,
            0.05,
            0.1,
            Anchor.CENTRE,
            new Schedule(
                    ZoneId.of("Asia/Tokyo"),
                    List.of(
                            new Schedule.Window(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 30)),
                            new Schedule.Window(Set.of(DayOfWeek.values()), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))));

    @Test
    void everyKindOfRule() throws Exception {
        ConfigResult.Valid valid = parse("""
                schedules:
                  night:
                    zone: Asia/Tokyo
                    windows: [{days: [Sat], from: 22:00, to: "6:30"}, {from: "00:00", to: "24:00"}]
                cameras:
                  gate:
                    url: v4l2:/dev/video0
                    zones: {z: &triangle [[0, 0], [1, 0], [0, 1]]}
                    lines: {l: [[0, 0.5], [1, 0.5]]}
                    lanes:
                      a: {area: *triangle, heading: [[0, 0.5], [1, 0.5]]}
                      b: {area: *triangle, heading: [[0, 0.5], [1, 0.5]]}
                    rules:
                      r1: {kind: intrusion, zone: z, for: 0 s, severity: info, cooldown: 5 min, COMMON}
                      r2: {kind: line-crossing, line: l, direction: right-to-left, severity: alarm, cooldown: 0 s, COMMON}
                      r3: {kind: loitering, zone: z, for: 1 min, severity: alarm, cooldown: 1 h, COMMON}
                      r4: {kind: traffic-flow, lanes: [b], every: 5 min, COMMON}
                      r5: {kind: footfall, line: [[0, 0.5], [1, 0.5]], in: right-to-left, every: 1 h, COMMON}
                      r6: {kind: occupancy, zone: *triangle, limit: 4, every: 10 s, severity: info, cooldown: 1 s, COMMON}
                """.replace("COMMON", COMMON));
        Zone zone = new Zone("z", TRIANGLE);
        assertEquals(
                List.of(
                        new SecurityRule.Intrusion(id(1), WATCH, zone, Duration.ZERO, alerting(Severity.INFO, 300)),
                        new SecurityRule.LineCrossing(
                                id(2),
                                WATCH,
                                new Tripwire("l", LINE),
                                Optional.of(Direction.RIGHT_TO_LEFT),
                                alerting(Severity.ALARM, 0)),
                        new SecurityRule.Loitering(
                                id(3), WATCH, zone, Duration.ofMinutes(1), alerting(Severity.ALARM, 3600)),
                        new TrafficRule.Flow(
                                id(4), WATCH, List.of(new Lane("b", TRIANGLE, LINE)), Duration.ofMinutes(5)),
                        new RetailRule.Footfall(
                                id(5),
                                WATCH,
                                new Tripwire("r5", LINE),
                                Direction.RIGHT_TO_LEFT,
                                Optional.empty(),
                                Duration.ofHours(1)),
                        new RetailRule.Occupancy(
                                id(6),
                                WATCH,
                                new Zone("r6", TRIANGLE),
                                OptionalInt.of(4),
                                Duration.ofSeconds(10),
                                alerting(Severity.INFO, 1))),
                valid.config().cameras().get(0).rules());
    }

    @Test
    void classesMayBeOneOrAll() {
        String camera = "cameras: {c: {url: v4l2:/dev/video0, rules: {r: {kind: intrusion, classes: %s,"
                + " zone: [[0, 0], [1, 0], [0, 1]]}}}}";
        assertEquals(Set.of("dog"), watch(camera.formatted("dog")).classes());
        assertEquals(Set.of(), watch(camera.formatted("all")).classes());
    }

    private static Watch watch(String text) {
        return Parsed.valid(text).config().cameras().get(0).rules().get(0).watch();
    }

    private static RuleId id(int number) {
        return new RuleId("r" + number);
    }

    private static Alerting alerting(Severity severity, int seconds) {
        return new Alerting(severity, Duration.ofSeconds(seconds));
    }

    private void password(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private ConfigResult.Valid parse(String text) {
        String name = folder.resolve("watchpost.yaml").toString();
        ConfigResult result = ConfigFile.parse(text, name, Parsed.STRICT);
        if (result instanceof ConfigResult.Valid valid) {
            return valid;
        }
        throw new AssertionError(result.toString());
    }
}
