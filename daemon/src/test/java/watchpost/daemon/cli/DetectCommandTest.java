package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.Peers;

class DetectCommandTest {
    @TempDir
    Path folder;

    @Test
    void onePictureIsOneLineOfJson() throws Exception {
        Path first = Peers.footage("coco-val-subset/images/000000005001.jpg");
        Path second = Peers.footage("coco-val-subset/images/000000010764.jpg");
        Ran ran = Ran.of("detect", first.toString(), second.toString());
        assertEquals(0, ran.exitCode(), ran.err());
        List<JsonObject> lines = ran.out().lines().map(JsonObject::new).toList();
        assertEquals(2, lines.size());
        JsonObject line = lines.get(0);
        assertEquals(List.of("file", "width", "height", "detections"), List.copyOf(line.fieldNames()));
        assertEquals(640, line.getInteger("width"));
        JsonArray detections = line.getJsonArray("detections");
        JsonObject best = detections.getJsonObject(0);
        assertEquals(List.of("class", "confidence", "box"), List.copyOf(best.fieldNames()));
        assertEquals("person", best.getString("class"));
        for (int i = 0; i < detections.size(); i++) {
            assertTrue(detections.getJsonObject(i).getDouble("confidence") >= 0.4);
            for (Object side : detections.getJsonObject(i).getJsonArray("box")) {
                assertTrue(((Number) side).doubleValue() >= 0 && ((Number) side).doubleValue() <= 1, line.encode());
            }
        }
    }

    @Test
    void boxesAreDrawn() throws Exception {
        Path picture = Peers.footage("coco-val-subset/images/000000005001.jpg");
        Path drawn = folder.resolve("drawn.jpg");
        assertEquals(
                0,
                Ran.of("detect", picture.toString(), "--draw", drawn.toString()).exitCode());
        byte[] bytes = Files.readAllBytes(drawn);
        assertTrue(bytes.length > 10_000 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8);
    }
}
