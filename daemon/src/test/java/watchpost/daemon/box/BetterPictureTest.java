package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.core.geometry.Box;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;

/** A whole box on the bundled clip, whose people come in over the edge and walk through the picture. */
@Timeout(180)
class BetterPictureTest {
    private static final String CONFIGURATION = """
            box: test
            mqtt: {url: "BROKER"}
            http: {port: 0}
            storage: {directory: STORAGE}
            cameras:
              gate:
                url: "file:CLIP"
                loop: true
                rules: {all: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 1 s}}
            """;

    @TempDir
    Path folder;

    private final List<Received> received = new CopyOnWriteArrayList<>();

    @Test
    @SuppressWarnings("try") // the subscriber only has to be there
    void whoIsSeenBetterLaterEndsWithABetterPictureAndNobodyIsWokenByIt() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = Subscriber.builder(broker.url())
                        .topics("watchpost/site/test/cameras/#")
                        .start(received::add)
                        .awaitReady()) {
            ConfigResult.Valid config = (ConfigResult.Valid) ConfigFile.parse(
                    CONFIGURATION
                            .replace("BROKER", broker.url())
                            .replace("STORAGE", folder.toString())
                            .replace("CLIP", BundledClip.path().toString()),
                    "test.yaml");
            try (Watchpost box = Watchpost.start(config)) {
                JsonObject better = Await.value("a better picture", Duration.ofSeconds(60), () -> incidents().stream()
                        .filter(incident -> number(incident) > 0)
                        .findFirst());
                checkMessage(better);
                checkPicture(box, better);
            }
            for (JsonObject incident : incidents()) {
                assertTrue(number(incident) <= 3, incident::encode);
            }
        }
    }

    private List<JsonObject> incidents() {
        return received.stream()
                .filter(one -> one.topic().contains("/incidents/"))
                .map(one -> new JsonObject(one.text()))
                .toList();
    }

    private static int number(JsonObject incident) {
        JsonObject better =
                incident.getJsonObject("attributes", new JsonObject()).getJsonObject("better_picture");
        return better == null ? 0 : better.getInteger("number");
    }

    private void checkMessage(JsonObject better) {
        assertEquals("updated", better.getString("phase"));
        assertEquals(true, better.getBoolean("quiet"), "nobody is woken");
        JsonObject opened = incidents().stream()
                .filter(one -> one.getString("incident_id").equals(better.getString("incident_id")))
                .findFirst()
                .orElseThrow();
        assertEquals("opened", opened.getString("phase"));
        assertFalse(opened.containsKey("quiet"));
        double first = BestShots.score(box(opened.getJsonObject("object").getJsonArray("box")), 1);
        JsonArray now = better.getJsonObject("attributes")
                .getJsonObject("better_picture")
                .getJsonArray("box");
        double later = BestShots.score(box(now), 1);
        System.out.printf("figure: a better picture of %.2f times the first%n", later / first);
        assertTrue(later > first, first + ", then " + later);
    }

    private static Box box(JsonArray sides) {
        return new Box(sides.getDouble(0), sides.getDouble(1), sides.getDouble(2), sides.getDouble(3));
    }

    private void checkPicture(Watchpost box, JsonObject better) throws Exception {
        String id = better.getString("incident_id");
        assertTrue(better.getString("picture").endsWith("/cameras/gate/pictures/" + id));
        List<byte[]> sent = new ArrayList<>(received.stream()
                .filter(one -> one.topic().equals(better.getString("picture")))
                .map(Received::payload)
                .toList());
        assertTrue(sent.size() >= 2, "the first picture and a better one: " + sent.size());
        byte[] kept = WatchpostTest.get(box, "/api/incidents/" + id + "/picture");
        Collections.reverse(sent);
        assertArrayEquals(sent.get(0), kept, "the page shows what was sent last");
    }
}
