package watchpost.daemon.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import watchpost.daemon.browser.Chromium;
import watchpost.daemon.console.Console;
import watchpost.testkit.Await;
import watchpost.testkit.Peers;

/** The whole product in this process, on the demo's own footage; one demo for all tests, because starting it is the dear part. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private Demo demo;

    @BeforeAll
    void start() throws Exception {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        demo = Demo.start(new Console(stream, stream, false, false, false), 18_080, true, () -> false);
    }

    @AfterAll
    void nothingWasLostAndNothingLeaked() {
        DemoSummary summary = demo.finish();
        assertTrue(summary.isGood(), () -> String.join("\n", summary.lines()));
        assertEquals(0, summary.openLeases());
    }

    @Test
    @Order(1)
    void securityTrafficAndRetailDeliver() {
        Await.until("an incident of security", LIMIT, () -> has("incident/1", "security"));
        Await.until("a record of traffic", LIMIT, () -> has("measurement/1", "traffic"));
        Await.until("a count of retail", LIMIT, () -> has("measurement/1", "retail"));
        Await.until("a level of retail", LIMIT, () -> has("level/1", "retail"));
        assertTrue(demo.checker().isClean(), demo.checker()::report);
    }

    @Test
    @Order(2)
    void healthAndMetricsTellOfTheWork() throws Exception {
        assertEquals("ok", new JsonObject(get("/health")).getString("status"));
        String metrics = get("/metrics");
        for (String name : List.of(
                "watchpost_camera_decoded_total{camera=\"traffic\"}",
                "watchpost_camera_state{camera=\"retail\",state=\"streaming\"} 1.0",
                "watchpost_inference_seconds_count",
                "watchpost_outbox_sent_total",
                "watchpost_incidents_total{kind=\"",
                "watchpost_process_resident_bytes")) {
            assertTrue(metrics.contains(name), () -> name + " is not in\n" + metrics);
        }
    }

    @Test
    @Order(3)
    void thePageShowsPicturesAndIncidents() throws Exception {
        try (Chromium browser = Chromium.start(Peers.chromium())) {
            browser.open("http://127.0.0.1:" + demo.port() + "/", 1280, 900);
            String painted = "document.querySelectorAll('canvas[data-painted=yes]').length >= 2";
            assertTrue(browser.waitFor(painted, LIMIT), "pictures on the page");
            assertTrue(browser.waitFor("document.querySelectorAll('.incident img').length > 0", LIMIT), "incidents");
            String colours = "(() => { const c = document.querySelector('canvas[data-painted=yes]');"
                    + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                    + " return new Set(Array.from(d).filter((v, i) => i % 997 === 0)).size; })()";
            assertTrue(((Number) browser.evaluate(colours)).intValue() > 20, "the picture is not empty");
            assertTrue(browser.waitFor("document.querySelector('.state').textContent === 'Live'", LIMIT), "a state");
            openAnIncidentByKeyboard(browser);
            browser.open("http://127.0.0.1:" + demo.port() + "/", 400, 900);
            assertTrue(
                    browser.waitFor("document.querySelector('canvas[data-painted=yes]') !== null", LIMIT),
                    "on a phone");
            String overflow = "document.documentElement.scrollWidth <= 400";
            assertEquals(true, browser.evaluate(overflow), "nothing sticks out at 400 px");
            assertEquals(List.of(), browser.errors());
            browser.screenshot(Path.of("target", "page-400.png"));
        }
    }

    private static void openAnIncidentByKeyboard(Chromium browser) throws Exception {
        browser.screenshot(Path.of("target", "page-1280.png"));
        browser.evaluate("document.querySelector('.incident button').focus()");
        browser.press("Enter", 13);
        assertTrue(browser.waitFor("document.querySelector('dialog').open", LIMIT), "the closer look opens");
        browser.press("Escape", 27);
        assertTrue(browser.waitFor("!document.querySelector('dialog').open", LIMIT), "and closes");
    }

    @Test
    @Order(4)
    void camerasThatWentAwayComeBack() throws Exception {
        demo.cameras().stop();
        Await.until("a camera that is away", LIMIT, () -> states().stream().noneMatch("streaming"::equals));
        demo.cameras().restart();
        Await.until("all cameras again", LIMIT, () -> states().stream().allMatch("streaming"::equals));
        long before = demo.checker().events();
        Await.until("further messages", LIMIT, () -> demo.checker().events() > before);
        assertTrue(demo.checker().isClean(), demo.checker()::report);
    }

    private List<String> states() {
        try {
            return new io.vertx.core.json.JsonArray(get("/api/cameras"))
                    .stream()
                            .map(camera -> ((JsonObject) camera).getString("state"))
                            .toList();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private boolean has(String schema, String camera) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .anyMatch(
                        line -> line.contains("watchpost." + schema) && line.contains("\"camera\":\"" + camera + "\""));
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
