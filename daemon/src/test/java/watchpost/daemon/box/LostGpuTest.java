package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.core.vision.FrameShape;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;
import watchpost.detector.onnx.Acceleration;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.InferenceSession;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;

/** A whole box whose GPU, in truth a session of the CPU, is lost while it works. */
@Timeout(120)
class LostGpuTest {
    private static final String CONFIGURATION = """
            box: test
            mqtt: {url: "mqtt://127.0.0.1:1"}
            http: {port: 0}
            storage: {directory: "STORAGE"}
            detector: {providers: PROVIDERS}
            cameras:
              gate: {url: "file:CLIP", loop: true}
            """;

    @TempDir
    Path folder;

    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean hangs = new AtomicBoolean();
    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();

    @Test
    void picturesGoOnWithinFiveSecondsAndTheBoxSaysSo() throws Exception {
        Watchpost box = start("[cuda, cpu]");
        try {
            Await.until("analysed pictures", () -> box.analysed() > 5);
            assertEquals("cuda", new JsonObject(get(box, "/api/status")).getString("provider"));
            assertTrue(get(box, "/metrics").contains("watchpost_inference_provider{provider=\"cuda\"} 1"));

            lost.set(true);
            long before = System.nanoTime();
            Await.until("another provider", () -> new JsonObject(get(box, "/api/status"))
                    .getString("provider")
                    .equals("cpu"));
            long analysed = box.analysed();
            Await.until("pictures again", () -> box.analysed() > analysed);
            long millis = (System.nanoTime() - before) / 1_000_000;
            assertTrue(millis < 5_000, () -> "stepped down after " + millis + " ms");

            Await.until("the incident", () -> incident(box).equals("opened"));
            assertTrue(get(box, "/health").contains("the detector runs on CPU: CUDA failed while running: "));
            assertTrue(get(box, "/metrics").contains("watchpost_inference_steps_total{direction=\"down\"} 1"));
        } finally {
            box.close();
        }
        assertEquals(0, box.openLeases());
    }

    @Test
    void theIncidentClosesWhenItIsBack() throws Exception {
        Watchpost box = start("[cuda]");
        try {
            Await.until("analysed pictures", () -> box.analysed() > 5);
            lost.set(true);
            Await.until("the incident", () -> incident(box).equals("opened"));
            assertTrue(get(box, "/health").contains("the detector does not run: CUDA failed while running: "));
            lost.set(false);
            Await.until("the end of the incident", () -> incident(box).equals("closed"));
            long analysed = box.analysed();
            Await.until("pictures again", () -> box.analysed() > analysed);
        } finally {
            box.close();
        }
    }

    @Test
    void aRunThatDoesNotComeBackCostsASentenceAndNotTheBox() throws Exception {
        Watchpost box = start("[cuda, cpu]");
        try {
            Await.until("analysed pictures", () -> box.analysed() > 5);
            hangs.set(true);
            long before = System.nanoTime();
            Await.until("another provider", Duration.ofSeconds(60), () -> new JsonObject(get(box, "/api/status"))
                    .getString("provider")
                    .equals("cpu"));
            long analysed = box.analysed();
            Await.until("a picture of the camera whose frame hangs", () -> box.analysed() > analysed);
            System.out.println(
                    "pictures again " + (System.nanoTime() - before) / 1_000_000 + " ms after the GPU began to hang");
            Await.until("more of them", Duration.ofSeconds(60), () -> box.analysed() > analysed + 5);
            Await.until("the incident", () -> incident(box).equals("opened"));
            assertTrue(get(box, "/health").contains("the detector runs on CPU: CUDA does not come back from a run; "));
            assertTrue(get(box, "/metrics").contains("watchpost_inference_hung_total 1"));
        } finally {
            box.close();
        }
        assertEquals(1, open.get(), "a session is not freed in a run");
        assertEquals(1, box.openLeases(), "nor is the picture that the run reads");
        back.countDown();
        Await.until("the run is back", () -> open.get() == 0 && box.openLeases() == 0);
    }

    private Watchpost start(String providers) throws Exception {
        ConfigResult.Valid configuration = configuration(providers);
        return Watchpost.start(configuration, () -> configuration, new Lifecycle(), this::open);
    }

    private InferenceSession open(
            byte[] graph, FrameShape shape, Provider provider, List<Integer> batches, Acceleration acceleration) {
        if (provider != Provider.CUDA) {
            return SessionOpener.ONNX_RUNTIME.open(graph, shape, provider, batches, acceleration);
        }
        InferenceSession real = SessionOpener.ONNX_RUNTIME.open(graph, shape, Provider.CPU, batches, acceleration);
        open.incrementAndGet();
        return new InferenceSession() {
            @Override
            public List<OutputShape> outputs() {
                return real.outputs();
            }

            @Override
            public List<Integer> batches() {
                return real.batches();
            }

            @Override
            public <T> T run(List<ByteBuffer> pictures, Function<List<Output>, T> reader) {
                if (lost.get()) {
                    throw new InferenceException("CUDA failure 999: unknown error.");
                }
                while (hangs.get() && back.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000); // whatever interrupts it
                }
                return real.run(pictures, reader);
            }

            @Override
            public void close() {
                real.close();
                open.decrementAndGet();
            }
        };
    }

    /** The phase of the newest incident of kind "degraded", or "none". */
    private static String incident(Watchpost box) {
        return new JsonArray(get(box, "/api/incidents"))
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(incident -> incident.getString("kind").equals("degraded"))
                        .map(incident -> incident.getString("phase"))
                        .findFirst()
                        .orElse("none");
    }

    private ConfigResult.Valid configuration(String providers) {
        String text = CONFIGURATION
                .replace("PROVIDERS", providers)
                .replace("STORAGE", folder.toString())
                .replace("CLIP", BundledClip.path().toString());
        return (ConfigResult.Valid) ConfigFile.parse(text, "test.yaml", Reading.strict());
    }

    private static String get(Watchpost box, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + box.port() + path))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
