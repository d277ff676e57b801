package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.batch.Batch;
import watchpost.detector.batch.BatchPolicy;
import watchpost.detector.batch.Batcher;
import watchpost.detector.batch.Mailboxes;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.Provider;
import watchpost.testkit.Await;
import watchpost.testkit.ModelFolder;

/** Several pictures in one run, on the CPU, where they gain nothing: each gets what it gets alone, and each camera its own. */
final class BatchedDetectionTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;
    private static final int PLACES = 42;
    private static final int CAMERAS = 7;
    private static final int RUNS = 120;
    private static final double ROUNDING = 1e-4;

    @TempDir
    Path folder;

    private final TestingFrames frames = new TestingFrames();

    @AfterEach
    void everyFrameIsClosed() {
        assertEquals(0, frames.open());
    }

    @Test
    void picturesTogetherGetWhatTheyGetAlone() {
        compare(
                Model.load(ModelFolder.layOut("deimv2-atto-320", folder)),
                List.of(shown("vtest-60.jpg"), shown("vtest-400.jpg")));
    }

    @Test
    void soDoThoseOfAGraphOfAFewNumbers() {
        List<BufferedImage> shades = new ArrayList<>();
        for (int camera = 0; camera < CAMERAS; camera++) {
            shades.add(shade(camera));
        }
        compare(model(TestingGraph.ofBatches(WIDTH, HEIGHT)), shades);
    }

    @Test
    void aGraphOfOnePictureARunKeepsItAndSaysSo() {
        try (Detector detector = Detector.open(Model.builtIn("int8"), settings(16))) {
            assertEquals(
                    Optional.of(
                            "Each run has one picture: nanodet_g_416_int8_u8s8.onnx: the graph takes one picture a run:"
                                    + " its input input has a batch of 1."),
                    detector.single());
            assertEquals(BatchPolicy.singles(), detector.batchPolicy());
        }
    }

    @Test
    void aGraphThatMixesPicturesUpGetsOneARun() {
        try (Detector detector = Detector.open(model(TestingGraph.ofMixedBatches(WIDTH, HEIGHT)), settings(8))) {
            assertTrue(
                    detector.single().orElseThrow().startsWith("Each run has one picture: "),
                    detector.single()::toString);
            assertEquals(BatchPolicy.singles(), detector.batchPolicy());
        }
    }

    @Test
    void batchesAreOfTheWarmSizes() {
        assertEquals(List.of(1, 2, 4, 8, 16), settings(16).batches(Provider.CPU));
        assertEquals(List.of(1, 2, 4, 6), settings(6).batches(Provider.CPU));
        assertEquals(List.of(1), DetectorSettings.onCpu().batches(Provider.CPU));
        assertEquals(List.of(1, 2, 4, 8, 16), DetectorSettings.defaults().batches(Provider.CUDA));
    }

    @Test
    void eachCameraGetsItsOwnAndNoneIsServedMoreOftenThanAnother() throws InterruptedException {
        try (DetectorSlot slot =
                new DetectorSlot(Detector.open(model(TestingGraph.ofBatches(WIDTH, HEIGHT)), settings(4)))) {
            List<Frame> pictures = new ArrayList<>();
            List<Detection> alone = new ArrayList<>();
            for (int camera = 0; camera < CAMERAS; camera++) {
                Frame picture = frames.of(shade(camera), slot.now().shape());
                pictures.add(picture);
                alone.add(slot.now().detect(picture).found().get(0));
            }
            Map<CameraId, Integer> served = serve(slot, pictures, alone);
            pictures.forEach(Frame::close);
            assertEquals(CAMERAS, served.size());
            int most = served.values().stream().mapToInt(n -> n).max().orElseThrow();
            int fewest = served.values().stream().mapToInt(n -> n).min().orElseThrow();
            System.out.println("served of " + RUNS + " batches: " + served);
            assertTrue(most - fewest <= 1, served::toString);
        }
    }

    /** Every camera has a new frame whenever the worker is free, always in the same order; says how often each was served. */
    private Map<CameraId, Integer> serve(DetectorSlot slot, List<Frame> pictures, List<Detection> alone)
            throws InterruptedException {
        Queue<List<Detections>> results = new ConcurrentLinkedQueue<>();
        InferencePool pool = new InferencePool(slot, 1, told(results), System::nanoTime);
        Map<CameraId, Integer> served = new TreeMap<>();
        try (Mailboxes mailboxes = new Mailboxes(() -> {})) {
            Batcher batcher = new Batcher(mailboxes, () -> slot.now().batchPolicy());
            for (int run = 0; run < RUNS; run++) {
                for (int camera = 0; camera < CAMERAS; camera++) {
                    long arrival = (long) run * CAMERAS + camera;
                    mailboxes.accept(frames.again(pictures.get(camera), "c" + camera, arrival));
                }
                List<Batch> due = batcher.doWork((run + 1L) * CAMERAS, pool.idle());
                assertEquals(1, due.size());
                assertEquals(4, due.get(0).size());
                assertTrue(pool.submit(due.get(0)));
                Await.until("the batch is done", () -> !results.isEmpty() && pool.idle() == 1);
                for (Detections one : results.remove()) {
                    int camera = Integer.parseInt(one.camera().value().substring(1));
                    assertSame(alone.get(camera), one.found().get(0));
                    served.merge(one.camera(), 1, Integer::sum);
                    batcher.finished(one.camera());
                }
            }
        }
        assertTrue(pool.close(Duration.ofSeconds(30)));
        return served;
    }

    private void compare(Model model, List<BufferedImage> pictures) {
        try (Detector single = Detector.open(model, settings(1));
                Detector batched = Detector.open(model, settings(4))) {
            assertEquals(Optional.empty(), batched.single());
            assertEquals(4, batched.batchPolicy().most());
            Map<BufferedImage, Frame> shown = new HashMap<>();
            pictures.forEach(picture -> shown.put(picture, frames.of(picture, single.shape())));
            for (int size = 1; size <= 9; size++) {
                List<Frame> of = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    of.add(frames.again(shown.get(pictures.get((i * i + size) % pictures.size())), "c" + i, 0));
                }
                try (Batch batch = new Batch(of)) {
                    List<Detections> together = batched.detect(batch);
                    assertEquals(size, together.size());
                    for (int i = 0; i < size; i++) {
                        assertEquals("c" + i, together.get(i).camera().value());
                        assertSame(
                                single.detect(of.get(i)).found(),
                                together.get(i).found());
                    }
                }
            }
            shown.values().forEach(Frame::close);
        }
    }

    private static void assertSame(List<Detection> expected, List<Detection> found) {
        assertFalse(expected.isEmpty());
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(expected.get(i), found.get(i));
        }
    }

    private static void assertSame(Detection expected, Detection found) {
        assertEquals(expected.label(), found.label());
        assertEquals(expected.confidence(), found.confidence(), ROUNDING);
        assertTrue(expected.box().iou(found.box()) > 1 - 10 * ROUNDING, () -> expected + " against " + found);
    }

    private static InferenceListener told(Queue<List<Detections>> results) {
        return new InferenceListener() {
            @Override
            public void detected(Batch batch, List<Detections> found) {
                results.add(found);
            }

            @Override
            public void failed(Batch batch, RuntimeException reason) {
                throw new IllegalStateException(reason);
            }
        };
    }

    private static DetectorSettings settings(int batch) {
        return DetectorSettings.onCpu().reporting(0.3).batchesOf(batch);
    }

    /** Finds one object, surer and larger the brighter the picture is. */
    private Model model(TestingGraph graph) {
        float[] columns = new float[6 * PLACES];
        float[] row = {32, 16, 60, 30, 0.9f, 0.1f};
        for (int i = 0; i < row.length; i++) {
            columns[i * PLACES + 40] = row[i];
        }
        return new TestingCards()
                .with("family", "yolov8")
                .with("size", WIDTH + "x" + HEIGHT)
                .with("mean", "[0, 0, 0]")
                .with("deviation", "[255, 255, 255]")
                .with("classes", "[person, car]")
                .load(graph.output("output0", List.of(1, 6, PLACES), columns).bytes(), folder);
    }

    private static BufferedImage shown(String name) {
        return TestingFrames.resource(name);
    }

    private static BufferedImage shade(int camera) {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        int level = 255 - 16 * camera;
        int rgb = new Color(level, level, level).getRGB();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
