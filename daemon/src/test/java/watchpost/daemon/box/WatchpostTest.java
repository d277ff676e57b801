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
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;

/** A box in this process, on a file, without any broker. */
@Timeout(60)
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

    private ConfigResult.Valid configuration() {
        String text = CONFIGURATION
                .replace("STORAGE", folder.toString())
                .replace("CLIP", BundledClip.path().toString());
        Reading reading = Reading.strict().with(Reading.Tolerance.KEEP_GOOD_CAMERAS);
        return (ConfigResult.Valid) ConfigFile.parse(text, "test.yaml", reading);
    }

    private static byte[] get(Watchpost box, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + box.port() + path))
                .build();
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /** Mean of one column of the picture, 0..255. */
    private static double brightness(BufferedImage picture, double x) {
        int column = (int) (x * picture.getWidth());
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            sum += picture.getRGB(column, y) & 0xff;
        }
        return sum / picture.getHeight();
    }
}
