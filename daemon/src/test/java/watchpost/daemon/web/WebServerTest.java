package watchpost.daemon.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.daemon.console.UserError;
import watchpost.daemon.live.CameraView;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.live.TracksOfMoment;
import watchpost.testkit.Await;

@Timeout(30)
class WebServerTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Moment NOON =
            new Moment(Duration.ofMillis(1_500), Instant.parse("2026-11-21T12:00:00Z"), ClockQuality.SYNCED);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LiveModel model = new LiveModel(List.of(new CameraView(GATE, List.of(), List.of())));
    private volatile Health health = new Health(List.of(), List.of());
    private Vertx vertx;
    private WebServer server;

    @BeforeEach
    void start() throws InterruptedException {
        vertx = Vertx.vertx();
        server = WebServer.start(vertx, new WebSettings("127.0.0.1", 0), sources());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private WebSources sources() {
        WebSources.Pictures pictures = new WebSources.Pictures() {
            @Override
            public Optional<WebSources.Jpeg> camera(CameraId camera, int maxWidth) {
                return Optional.of(new WebSources.Jpeg(("jpeg " + maxWidth).getBytes(StandardCharsets.UTF_8), NOON));
            }

            @Override
            public Optional<byte[]> heatmap(CameraId camera, String rule) {
                return rule.equals("heat")
                        ? Optional.of(("png of " + rule).getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
            }

            @Override
            public Optional<byte[]> incident(String incidentId) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> clip(String incidentId) {
                return Optional.empty();
            }
        };
        return new WebSources(
                model,
                pictures,
                () -> Values.builder().put("site", "north").build(),
                () -> health,
                () -> "watchpost_up 1\n");
    }

    @Test
    void thePageComesWithAStrictPolicyAndItsFiles() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().contains("http://") || page.body().contains("https://"), "foreign address in the page");
        assertEquals(200, get("/assets/app.js").statusCode());
        assertEquals(200, get("/assets/page.css").statusCode());
        assertEquals(404, get("/assets/../../../version.properties").statusCode());
        assertEquals(404, get("/assets/nothing.js").statusCode());
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        String etag = get("/assets/app.js").headers().firstValue("ETag").orElseThrow();
        HttpRequest again =
                request("/assets/app.js").header("If-None-Match", etag).build();
        assertEquals(304, http.send(again, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void healthSaysWhatIsWrong() throws Exception {
        assertEquals(200, get("/health").statusCode());
        health = new Health(List.of("camera gate has been away for 2 min"), List.of());
        HttpResponse<String> failing = get("/health");
        assertEquals(503, failing.statusCode());
        assertTrue(failing.body().contains("camera gate has been away"), failing.body());
    }

    @Test
    void camerasStatusAndMetricsAreTold() throws Exception {
        model.camera(new CameraStatus(GATE, CameraState.STALLED, "no picture for 5 s", NOON.wall(), 0, 0));
        assertTrue(get("/api/cameras").body().contains("\"state\":\"stalled\",\"reason\":\"no picture for 5 s\""));
        assertEquals("{\"site\":\"north\"}", get("/api/status").body());
        assertTrue(get("/metrics").body().contains("watchpost_up"));
    }

    @Test
    void aPictureNamesItsMoment() throws Exception {
        HttpResponse<String> picture = get("/api/cameras/gate/picture.jpg?width=100000");
        assertEquals("1500000", picture.headers().firstValue("Watchpost-Moment").orElseThrow());
        assertEquals("jpeg 1920", picture.body());
        assertEquals(404, get("/api/cameras/nobody/picture.jpg").statusCode());
        assertEquals(404, get("/api/cameras/%2e%2e%2fx/picture.jpg").statusCode());
        assertEquals(404, get("/api/incidents/none/picture").statusCode());
    }

    @Test
    void aHeatMapIsAPicture() throws Exception {
        HttpResponse<String> map = get("/api/cameras/gate/heatmaps/heat.png");
        assertEquals("image/png", map.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("png of heat", map.body());
        assertEquals(404, get("/api/cameras/gate/heatmaps/other.png").statusCode());
        assertEquals(404, get("/api/cameras/nobody/heatmaps/heat.png").statusCode());
    }

    @Test
    void aForeignHostNameIsRefused() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /api/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
            assertFalse(answer.contains("north"), answer);
        }
    }

    @Test
    void newsArriveAsEvents() throws Exception {
        HttpResponse<java.io.InputStream> stream =
                http.send(request("/api/events").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertEquals("retry: 2000", lines.readLine());
            Track person = new Track(7, "person", 0.9, new Box(0.1, 0.2, 0.3, 0.4), NOON, NOON, true, 0.2);
            model.tracks(new TracksOfMoment(GATE, NOON, List.of(person)));
            assertEquals("", lines.readLine());
            assertEquals("event: tracks", lines.readLine());
            assertEquals(
                    "data: {\"camera\":\"gate\",\"moment\":1500000,\"at\":\"2026-11-21T12:00:00Z\",\"tracks\":[{\"id\":7,"
                            + "\"class\":\"person\",\"confidence\":0.9,\"box\":[0.1,0.2,0.3,0.4],\"observed\":true,\"travelled\":0.2}]}",
                    lines.readLine());
        }
    }

    @Test
    void aPageThatDoesNotReadMissesTracksAndDisturbsNobody() throws Exception {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            idle.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Await.until("the listener", () -> server.listeners() == 1);
            Track person = new Track(7, "person", 0.9, new Box(0.1, 0.2, 0.3, 0.4), NOON, NOON, true, 0.2);
            TracksOfMoment crowd = new TracksOfMoment(GATE, NOON, Collections.nCopies(500, person));
            Await.until("skipped events", () -> {
                model.tracks(crowd);
                return server.skippedEvents() > 0;
            });
            assertEquals(200, get("/api/status").statusCode());
            model.camera(new CameraStatus(GATE, CameraState.STALLED, "no picture", NOON.wall(), 0, 0));
            Await.until("the end of the idle connection", () -> server.listeners() == 0);
        }
    }

    @Test
    void aUsedPortIsOneSentence() {
        UserError refused = assertThrows(
                UserError.class, () -> WebServer.start(vertx, new WebSettings("127.0.0.1", server.port()), sources()));
        assertTrue(refused.getMessage().contains("the port is in use"), refused.getMessage());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10));
    }
}
