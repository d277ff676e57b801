package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.command.Gate;
import watchpost.capture.VideoFile;
import watchpost.capture.VideoWriter;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DetectorConfig;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.daemon.privacy.Detail;
import watchpost.detector.Detector;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;

/**
 * Every way by which pictures leave a box, for two cameras that show the same people standing still: where people are blurred nothing of
 * their detail comes out, and where they are not, all of it.
 */
@Timeout(300)
class HiddenPeopleTest {
    private static final String SECRET = "the secret of the operators";
    private static final String BOX = "watchpost/site/test";
    private static final String CONFIGURATION = """
            box: test
            mqtt:
              url: "BROKER"
              commands: {roles: {operator: {key-file: operator, may: [snapshot]}}}
            http: {port: 0}
            storage: {directory: data}
            privacy: {blur: persons}
            cameras:
              blurred: {url: "file:STILL", loop: true, scene-checks: off, rules: {RULES}}
              plain: {url: "file:STILL", loop: true, scene-checks: off, privacy: {blur: off}, rules: {RULES}}
            """.replace(
                    "RULES",
                    "all: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 6 s},"
                            + " heat: {kind: heatmap, every: 2 s}");

    /** Longer than a clip, and than a busy machine takes for one. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final FrameShape SHAPE =
            new FrameShape(new Size(416, 416), PixelOrder.BGR, Letterbox.Fit.STRETCHED, 0);

    @TempDir
    Path folder;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private Picture still;
    private List<Box> people;

    @Test
    @SuppressWarnings("try") // the subscriber only has to be there
    void nobodyComesOutByAnyWay() throws Exception {
        Path video = standStill();
        Path key = Files.writeString(folder.resolve("operator"), SECRET);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Path file = folder.resolve("watchpost.yaml");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = Subscriber.builder(broker.url())
                        .topics(BOX + "/#")
                        .start(received::add)
                        .awaitReady()) {
            Files.writeString(
                    file, CONFIGURATION.replace("BROKER", broker.url()).replace("STILL", video.toString()));
            ConfigResult.Valid config = (ConfigResult.Valid) ConfigFile.read(file);
            try (Watchpost box = Watchpost.start(config, () -> config, new Lifecycle())) {
                Map<String, Picture> plain = waysOut(box, broker, "plain");
                Map<String, Picture> blurred = waysOut(box, broker, "blurred");
                assertEquals(plain.keySet(), blurred.keySet());
                plain.forEach((way, picture) -> assertTrue(detailOfPeople(picture) > 0.6, "seen plainly: " + way));
                blurred.forEach((way, picture) -> {
                    double left = detailOfPeople(picture);
                    System.out.printf(
                            "figure: detail left in the %s: of people %.3f, elsewhere %.3f%n",
                            way, left, detailElsewhere(picture));
                    assertTrue(Math.abs(left) < 0.15, way + " shows people: " + left);
                });
                long clear = blurred.values().stream()
                        .filter(picture -> detailElsewhere(picture) > 0.4)
                        .count();
                assertTrue(clear > 0.7 * blurred.size(), clear + " of " + blurred.size() + " show everything else");
            }
        }
    }

    /** A video of one picture of the bundled clip. */
    private Path standStill() throws Exception {
        Path video = folder.resolve("still.mp4");
        DetectorConfig built = ((ConfigResult.Valid) ConfigFile.parse("site: a", "test.yaml"))
                .config()
                .detector();
        try (Detector detector = Wiring.detector(built, Mapping.detector(built)).now()) {
            try (VideoFile clip = open(BundledClip.path(), detector)) {
                clip.next().orElseThrow().close();
                Picture first = clip.picture();
                try (VideoWriter writer = VideoWriter.open(video, first.size(), 10)) {
                    for (int i = 0; i < 100; i++) {
                        writer.write(first);
                    }
                }
            }
            try (VideoFile copy = open(video, detector);
                    Frame frame = copy.next().orElseThrow()) {
                still = copy.picture();
                people = detector.detect(frame).found().stream()
                        .filter(found -> found.label().equals("person") && found.confidence() > 0.5)
                        .map(Detection::box)
                        .toList();
            }
        }
        assertTrue(people.size() >= 3, people::toString);
        return video;
    }

    private static VideoFile open(Path file, Detector detector) throws Exception {
        return VideoFile.open(file, new CameraId("any"), detector.shape(), 0, Instant.EPOCH);
    }

    /** Each way by its name. */
    private Map<String, Picture> waysOut(Watchpost box, EmbeddedBroker broker, String camera) throws Exception {
        Map<String, Picture> ways = new LinkedHashMap<>();
        Received incident = Await.value("an incident with its picture", PATIENCE, () -> received.stream()
                .filter(one -> one.topic().equals(BOX + "/cameras/" + camera + "/incidents/intrusion")
                        && one.text().contains("\"picture\":"))
                .findFirst());
        JsonObject told = new JsonObject(incident.text());
        String id = told.getString("incident_id");
        ways.put("picture over MQTT", picture(sent(told.getString("picture"))));
        ways.put(
                "picture on the disk",
                picture(Files.readAllBytes(folder.resolve("data/pictures/" + camera + "/" + id + ".jpg"))));
        ways.put("picture on the page", picture(WatchpostTest.get(box, "/api/incidents/" + id + "/picture")));
        ways.put("live picture", picture(WatchpostTest.get(box, "/api/cameras/" + camera + "/picture.jpg?width=768")));
        ways.put("snapshot", picture(sent(snapshot(broker, camera))));
        ways.putAll(clip(id));
        ways.put(
                "heat map",
                map(Await.value("a heat map", PATIENCE, () -> ok(box, "/api/cameras/" + camera + "/heatmaps/heat"))));
        return ways;
    }

    private static Optional<byte[]> ok(Watchpost box, String path) {
        try {
            byte[] answer = WatchpostTest.get(box, path);
            return answer.length > 100 ? Optional.of(answer) : Optional.empty();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private byte[] sent(String topic) {
        return Await.value("a picture", () -> received.stream()
                        .filter(one -> one.topic().equals(topic))
                        .findFirst())
                .payload();
    }

    /** Every fifth picture. */
    private Map<String, Picture> clip(String id) throws Exception {
        JsonObject told = Await.value("a clip, or why there is none", PATIENCE, () -> received.stream()
                .filter(one ->
                        one.text().contains("\"" + id + "\"") && one.text().matches(".*\"(no_)?clip\".*"))
                .map(one -> new JsonObject(one.text()))
                .findFirst());
        assertTrue(told.containsKey("clip"), told::encode);
        Path file = folder.resolve("data/clips/" + told.getString("camera") + "/" + id + ".mp4");
        Map<String, Picture> pictures = new LinkedHashMap<>();
        try (VideoFile video = VideoFile.open(file, new CameraId("any"), SHAPE, 0, Instant.EPOCH)) {
            int number = 0;
            for (Optional<Frame> next = video.next(); next.isPresent() && number < 100; next = video.next()) {
                next.get().close();
                if (number++ % 5 == 0) {
                    pictures.put("clip, picture " + number, video.picture());
                }
            }
        }
        assertEquals(20, pictures.size());
        return pictures;
    }

    /** The topic of the picture. */
    private String snapshot(EmbeddedBroker broker, String camera) throws Exception {
        String topic = BOX + "/commands/snapshot";
        String command = "{\"request_id\":\"" + camera + "\",\"issued_at\":\"" + Instant.now() + "\",\"expires_at\":\""
                + Instant.now().plusSeconds(60) + "\",\"camera\":\"" + camera + "\"}";
        try (MqttClient sender = new MqttClient(broker.pahoUrl(), "sender-" + camera, new MemoryPersistence())) {
            sender.connect();
            sender.publish(topic, Gate.sign(topic, "operator", SECRET, command), 1, false);
            String answer = Await.value("an answer", () -> received.stream()
                            .filter(one -> one.topic().contains("/replies/")
                                    && one.text().contains("\"" + camera + "\""))
                            .findFirst())
                    .text();
            sender.disconnect();
            return new JsonObject(answer).getString("picture");
        }
    }

    private static Picture picture(byte[] encoded) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
        assertTrue(image != null, () -> new String(encoded, 0, Math.min(80, encoded.length), StandardCharsets.UTF_8));
        return picture(image, new Size(image.getWidth(), image.getHeight()));
    }

    /** Without the scale below it. */
    private Picture map(byte[] encoded) throws Exception {
        return picture(ImageIO.read(new ByteArrayInputStream(encoded)), still.size());
    }

    private static Picture picture(BufferedImage image, Size size) {
        byte[] bgr = new byte[3 * size.width() * size.height()];
        for (int i = 0; i < bgr.length / 3; i++) {
            int rgb = image.getRGB(i % size.width(), i / size.width());
            bgr[3 * i] = (byte) rgb;
            bgr[3 * i + 1] = (byte) (rgb >> 8);
            bgr[3 * i + 2] = (byte) (rgb >> 16);
        }
        Moment moment = new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.SYNCED);
        return new Picture(size, bgr, new FrameTime(moment, 0));
    }

    /** Mean correlation with the plain picture, over the inner parts of people: at their rims boxes are drawn. */
    private double detailOfPeople(Picture picture) {
        assertEquals(still.size(), picture.size());
        Detail plain = new Detail(still);
        return people.stream()
                .map(box -> new Box(
                        box.x() + 0.2 * box.width(),
                        box.y() + 0.2 * box.height(),
                        0.6 * box.width(),
                        0.6 * box.height()))
                .mapToDouble(inner -> plain.correlation(picture, inner))
                .average()
                .orElseThrow();
    }

    /** The same over the parts of the picture in which nobody is. */
    private double detailElsewhere(Picture picture) {
        Detail plain = new Detail(still);
        return IntStream.range(0, 48)
                .mapToObj(i -> new Box(Math.floorMod(i, 8) / 8.0, Math.floorDiv(i, 8) / 6.0, 1 / 8.0, 1 / 6.0))
                .filter(tile -> people.stream().noneMatch(box -> box.intersection(tile) > 0))
                .mapToDouble(tile -> plain.correlation(picture, tile))
                .average()
                .orElseThrow();
    }
}
