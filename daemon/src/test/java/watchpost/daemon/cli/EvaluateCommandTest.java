package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.Peers;

class EvaluateCommandTest {
    private static final String ONE_PICTURE = """
            {"images": [{"id": 1, "file_name": "000000005001.jpg", "width": 640, "height": 480}],
             "annotations": [{"image_id": 1, "category_id": 1, "bbox": [10, 10, 5, 5], "iscrowd": 0},
                             {"image_id": 1, "category_id": 2, "bbox": [10, 10, 5, 5]}],
             "categories": [{"id": 1, "name": "person"}, {"id": 2, "name": "unicorn"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void printsATableAndWritesJsonAndAPage() throws Exception {
        Path json = folder.resolve("out.json");
        Path page = folder.resolve("out.html");
        Ran ran = evaluate(ONE_PICTURE, "--json", json.toString(), "--page", page.toString());
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("AP50:95"), ran.out());
        assertTrue(ran.out().contains("annotated, but not a class of this model: unicorn"), ran.out());
        JsonObject written = new JsonObject(Files.readString(json));
        assertEquals(1, written.getInteger("pictures"));
        // Nobody stands where the annotation says, but there are people in the picture.
        assertEquals(1, written.getJsonObject("total").getInteger("missed"));
        assertTrue(written.getJsonObject("total").getInteger("wrong") > 0);
        assertEquals(
                1, written.getJsonObject("confusion").getJsonObject("person").getInteger("nothing"));
        String html = Files.readString(page);
        assertTrue(html.contains("<svg") && html.contains("</html>"));
        assertTrue(!html.contains("http:") && !html.contains("https:"), "the page needs nothing else");
    }

    @Test
    void wrongAnnotationsAreOneSentence() throws Exception {
        assertRefused("{", "is not JSON");
        assertRefused("{}", "has no list \"categories\"");
        assertRefused(ONE_PICTURE.replace("\"image_id\": 1", "\"image_id\": 7"), "an annotation names image 7");
        assertRefused(ONE_PICTURE.replace("[10, 10, 5, 5]", "[10, 10, -5, 5]"), "not [x, y, width, height] in pixels");
        assertRefused(ONE_PICTURE.replace("000000005001.jpg", "nowhere.jpg"), "nowhere.jpg");
        assertEquals(
                3,
                Ran.of("evaluate", "--images", folder.resolve("no").toString(), "--annotations", "x")
                        .exitCode());
    }

    private void assertRefused(String annotations, String reason) throws Exception {
        Ran ran = evaluate(annotations);
        assertEquals(3, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(reason), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
    }

    private Ran evaluate(String annotations, String... more) throws Exception {
        Path images = Peers.footage("coco-val-subset/images");
        Path file = Files.writeString(folder.resolve("annotations.json"), annotations);
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"evaluate", "--images", images.toString(), "--annotations", file.toString()},
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Ran.of(arguments);
    }
}
