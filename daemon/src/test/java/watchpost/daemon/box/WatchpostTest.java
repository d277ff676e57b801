package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.capture.VideoFile;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.rtsp.ClipCamera;

/** A box in this process, on a file, without any broker. */
@Timeout(120)
class WatchpostTest {
    private static final String CONFIGURATION = """
            box: test
            mqtt: {url: "mqtt://127.0.0.1:1"}
            http: {port: 0}
            storage: {directory: STORAGE}
            cameras:
              gate:
                url: "file:CLIP"
                loop: true
                masks: {neighbour: [[0, 0], [0.5, 0], [0.5, 1], [0, 1]]}
                rules: {yard: {kind: occupancy, zone: [[0, 0], [1, 0], [1, 1], [0, 1]]}}
              door:
                url: rtsp:///nowhere
                rules: {yard: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1]]}}
            """;

    private static final String WITH_CLIPS = """
            box: test
            mqtt: {url: "mqtt://127.0.0.1:1"}
            http: {port: 0}
            storage: {directory: STORAGE}
            cameras:
              gate:
                url: "GATE"
                transport: tcp
                rules: {all: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 1 s}}
              masked:
                url: "MASKED"
                transport: tcp
                masks: {neighbour: [[0, 0], [0.5, 0], [0.5, 1], [0, 1]]}
                rules: {all: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 1 s}}
            """;
    private static final FrameShape SHAPE =
            new FrameShape(new Size(416, 416), PixelOrder.BGR, Letterbox.Fit.STRETCHED, 0);

    @TempDir
    Path folder;

    @Test
    void aBrokenCameraBlockCostsThatCameraOnlyAndMasksHideBeforeAPictureLeaves() throws Exception {
        Watchpost box = Watchpost.start(configuration());
        try {
            Await.until("analysed pictures", () -> box.analysed() > 5);
            JsonArray cameras = new JsonArray(new String(get(box, "/api/cameras"), StandardCharsets.UTF_8));
            assertEquals(
                    List.of("gate streaming", "door disabled"),
                    cameras.stream()
                            .map(JsonObject.class::cast)
                            .map(camera -> camera.getString("id") + " " + camera.getString("state"))
                            .toList());
            assertTrue(cameras.getJsonObject(1).getString("reason").contains("no host"), cameras.encode());
            assertTrue(new String(get(box, "/health"), StandardCharsets.UTF_8).contains("camera door is disabled"));
            String metrics = new String(get(box, "/metrics"), StandardCharsets.UTF_8);
            assertTrue(metrics.contains("watchpost_camera_decoder{camera=\"gate\",decoder=\"software\"} 1"), metrics);
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(get(box, "/api/cameras/gate/picture.jpg?width=640")));
            assertTrue(brightness(picture, 0.25) < 3, "the masked half is black");
            assertTrue(brightness(picture, 0.75) > 30, "the other half is not");
        } finally {
            box.close();
        }
        assertEquals(0, box.openLeases());
        Await.until("the last thread to end", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().matches("(capture|infer|outbox|mqtt|evidence).*")));
    }

    @Test
    void anIncidentHasItsClipWithTheMasksBurnedIn() throws Exception {
        ClipCamera cameras = ClipCamera.builder()
                .clip(BundledClip.path())
                .mount("gate")
                .mount("masked")
                .start();
        String text = WITH_CLIPS.replace("GATE", cameras.url("gate")).replace("MASKED", cameras.url("masked"));
        try (cameras) {
            Watchpost box = Watchpost.start(configuration(text));
            try {
                JsonObject told = Await.value("an incident with a clip", Duration.ofSeconds(45), () -> incidents(box)
                        .filter(incident -> incident.containsKey("clip"))
                        .findFirst());
                assertEquals("gate", told.getString("camera"));
                byte[] clip = get(box, told.getString("clip"));
                assertEquals("ftyp", new String(clip, 4, 4, StandardCharsets.US_ASCII));
                Path file = Files.write(folder.resolve("told.mp4"), clip);
                try (VideoFile video = VideoFile.open(file, new CameraId("gate"), SHAPE, 0, Instant.EPOCH)) {
                    int pictures = 0;
                    for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                        next.get().close();
                        pictures++;
                    }
                    assertTrue(pictures > 50, "pictures: " + pictures);
                }
                JsonObject masked = Await.value("a clip of the masked camera", Duration.ofSeconds(60), () -> incidents(
                                box)
                        .filter(incident ->
                                incident.getString("camera", "").equals("masked") && incident.containsKey("clip"))
                        .findFirst());
                assertMasked(Files.write(folder.resolve("masked.mp4"), get(box, masked.getString("clip"))));
            } finally {
                box.close();
            }
        }
    }

    /** The left half of every picture is black, the right half is not. */
    private static void assertMasked(Path clip) throws Exception {
        int pictures = 0;
        try (VideoFile video = VideoFile.open(clip, new CameraId("masked"), SHAPE, 0, Instant.EPOCH)) {
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                next.get().close();
                pictures++;
                Picture picture = video.picture();
                assertTrue(green(picture, 0.25) < 6, "the left half is masked in picture " + pictures);
                assertTrue(green(picture, 0.75) > 30, "the right half is not");
            }
        }
        assertTrue(pictures > 50, "pictures: " + pictures);
    }

    /** Mean of a column. */
    private static double green(Picture picture, double x) {
        int column = (int) (x * picture.size().width());
        return IntStream.range(0, picture.size().height())
                .map(row -> picture.bgr()[3 * (row * picture.size().width() + column) + 1] & 0xFF)
                .average()
                .orElseThrow();
    }

    private static Stream<JsonObject> incidents(Watchpost box) {
        try {
            return new JsonArray(new String(get(box, "/api/incidents"), StandardCharsets.UTF_8))
                    .stream().map(JsonObject.class::cast);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private ConfigResult.Valid configuration() {
        return configuration(CONFIGURATION);
    }

    private ConfigResult.Valid configuration(String template) {
        String text = template.replace("STORAGE", folder.toString())
                .replace("CLIP", BundledClip.path().toString());
        Reading reading = Reading.strict().with(Reading.Tolerance.KEEP_GOOD_CAMERAS);
        return (ConfigResult.Valid) ConfigFile.parse(text, "test.yaml", reading);
    }

    static byte[] get(Watchpost box, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + box.port() + path))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /** Mean of one column of the picture, 0..255. */
    static double brightness(BufferedImage picture, double x) {
        int column = (int) (x * picture.getWidth());
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            sum += picture.getRGB(column, y) & 0xff;
        }
        return sum / picture.getHeight();
    }
}
