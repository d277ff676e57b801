package watchpost.detector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.DetectorSlot;
import watchpost.detector.InferenceListener;
import watchpost.detector.InferencePool;
import watchpost.detector.TestingCards;
import watchpost.detector.TestingFrames;
import watchpost.detector.batch.Batch;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.onnx.Provider;
import watchpost.testkit.Await;

/** Runs on an accelerator that do not come back, with real sessions behind a seam that can hang, and a held clock. */
final class HungRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP_UP = Duration.ofMinutes(5);
    private static final List<Provider> LADDER = List.of(Provider.CUDA, Provider.CPU);
    private static final String HUNG = "the detector runs on CPU: CUDA does not come back from a run;"
            + " it is tried again when it has, or after a restart of the service";
    private static final String AGAIN = "the detector runs on CPU: CUDA does not come back from a run,"
            + " not for the first time; it is tried again after a restart of the service";

    @TempDir
    Path folder;

    private final TestingFrames frames = new TestingFrames();
    private final FragileGpu gpu = new FragileGpu();
    private final AtomicLong clock = new AtomicLong(-7);
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<String> trials = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    private WatchSettings.Trial trial =
            (model, with) -> trials.add(with.providers().toString());
    private DetectorSlot slot;
    private InferencePool pool;
    private DetectorWatch watch;
    private Frame white;

    @BeforeEach
    void openOnCuda() {
        open(LADDER, Provider.CUDA);
    }

    @AfterEach
    void everyFrameAndEverySessionIsClosed() {
        gpu.hang.countDown();
        close();
        Await.until("the last run", () -> pool.framesInRuns() == 0 && gpu.open.get() == 0);
        assertEquals(0, frames.open());
        assertEquals(0, slot.left());
    }

    @Test
    void theDetectorGoesOnOnTheCpuAndTheHungSessionIsClosedWhenItsRunIsBack() throws InterruptedException {
        assertEquals("person", detect());
        hang();
        pass(Duration.ofSeconds(2).minusNanos(1));
        watch.doWork();
        watch.doWork();
        assertEquals(Provider.CUDA, slot.now().provider());
        pass(Duration.ofNanos(1));
        watch.doWork();
        assertEquals(Provider.CUDA, slot.now().provider(), "one look is not believed");
        watch.doWork();

        assertEquals(Provider.CPU, slot.now().provider());
        assertEquals(List.of(HUNG), news);
        assertEquals("failed", result(), "its cameras are told that the batch is lost");
        assertEquals("person", detect());
        assertEquals(1, watch.hangs());
        assertEquals(1, pool.counters().failed());
        assertEquals(1, gpu.open.get(), "the session in the run is left as it is");
        assertEquals(1, pool.framesInRuns(), "and so is the picture that it reads");
        assertEquals(2, frames.open());

        pass(STEP_UP);
        watch.doWork();
        assertEquals(List.of(), trials, "no second session while the first one hangs");

        gpu.hang.countDown();
        Await.until("the run is back", () -> gpu.open.get() == 0 && pool.framesInRuns() == 0);
        assertEquals(1, frames.open());
        assertEquals("person", detect());
        assertTrue(results.isEmpty(), "what the late run found is left out");
        pass(STEP_UP);
        watch.doWork();
        assertEquals(List.of("[CUDA]"), trials);
        assertEquals(Provider.CUDA, slot.now().provider());
        assertEquals(List.of(HUNG, "restored"), news);
        assertEquals("person", detect());
    }

    @Test
    void afterASecondHangNoAcceleratorIsTriedBeforeARestart() throws InterruptedException {
        stepDownByHang();
        gpu.hang.countDown();
        Await.until("the run is back", () -> slot.left() == 0);
        pass(STEP_UP);
        watch.doWork();
        assertEquals(Provider.CUDA, slot.now().provider());
        stepDownByHang();
        assertEquals(List.of(HUNG, "restored", AGAIN), news);
        assertEquals(2, watch.hangs());
        gpu.hang.countDown();
        Await.until("the second run is back", () -> slot.left() == 0);
        pass(STEP_UP);
        watch.doWork();
        assertEquals(1, trials.size());
        assertEquals(Provider.CPU, slot.now().provider());
        assertEquals("person", detect());
    }

    @Test
    void aProcessThatStoodStillIsNoHang() throws InterruptedException {
        hang();
        pass(Duration.ofHours(1));
        watch.doWork();
        gpu.hang.countDown();
        assertEquals("person", result());
        watch.doWork();
        hang();
        watch.doWork();
        assertEquals(Provider.CUDA, slot.now().provider());
        assertEquals(0, watch.hangs());
        assertEquals(List.of(), news);
        gpu.hang.countDown();
        assertEquals("person", result());
    }

    @Test
    void whereNothingElseIsAllowedTheBoxWaitsAndSaysSo() throws InterruptedException {
        close();
        open(List.of(Provider.CUDA), Provider.CUDA);
        stepDownWanted();
        assertEquals(
                List.of(
                        "the detector does not run: CUDA does not come back from a run, and there is nothing else to run on"),
                news);
        pass(Duration.ofMinutes(10));
        watch.doWork();
        assertEquals(1, gpu.open.get(), "no second session");
        gpu.hang.countDown();
        assertEquals("person", result());
        watch.doWork();
        assertEquals("restored", news.get(1));
        assertEquals(Optional.empty(), watch.trouble());
        assertEquals(1, watch.hangs());
        assertEquals("person", detect());
    }

    @Test
    void theEndDoesNotWaitForIt() throws InterruptedException {
        hang();
        watch.close();
        assertFalse(pool.close(Duration.ofMillis(1)));
        slot.close();
        assertEquals(1, gpu.open.get(), "not freed in the run");
        assertEquals(1, slot.left());
        assertEquals(1, pool.framesInRuns());
        gpu.hang.countDown();
        Await.until("the session is closed", () -> gpu.open.get() == 0);
    }

    @Test
    void aTrialThatTakesMinutesDoesNotHideAHang() throws InterruptedException {
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        close();
        trial = (model, with) -> {
            trying.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
            }
        };
        open(List.of(Provider.TENSORRT, Provider.CUDA, Provider.CPU), Provider.TENSORRT);
        watch.start();
        Await.until("the news that TensorRT is missing", () -> news.size() == 1);
        pass(STEP_UP);
        assertTrue(trying.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        hang();
        pass(Duration.ofSeconds(2));
        Await.until("the step down", PATIENCE, () -> slot.now().provider() == Provider.CPU);
        assertTrue(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "the trial is ended");
        assertEquals("failed", result());
        assertEquals("person", detect());
    }

    @Test
    void theDeadlineGoesByWhatRunsTake() throws InterruptedException {
        RunDeadline deadline = new RunDeadline();
        assertEquals(Duration.ofSeconds(2), deadline.limit(pool));
        gpu.before = () -> pass(Duration.ofMillis(50));
        detect();
        assertEquals(Duration.ofMillis(2_500), deadline.limit(pool));
        gpu.before = () -> pass(Duration.ofSeconds(1));
        detect();
        assertEquals(Duration.ofSeconds(3), deadline.limit(pool), "at most");
        for (int i = 0; i < 3; i++) {
            gpu.before = () -> pass(Duration.ofMillis(1));
            detect();
        }
        assertEquals(Duration.ofSeconds(2), deadline.limit(pool), "the middle one of five");
    }

    private void stepDownByHang() throws InterruptedException {
        stepDownWanted();
        assertEquals(Provider.CPU, slot.now().provider());
        assertEquals("failed", result());
    }

    private void stepDownWanted() throws InterruptedException {
        hang();
        pass(Duration.ofSeconds(2));
        watch.doWork();
        watch.doWork();
    }

    /** Submits a picture whose run does not come back. */
    private void hang() throws InterruptedException {
        gpu.hang = new CountDownLatch(1);
        submit();
        Await.until("a run that hangs", () -> gpu.inside.get() == 1 && pool.framesInRuns() == 1);
    }

    private String detect() throws InterruptedException {
        submit();
        return result();
    }

    private void submit() {
        Await.until("an idle worker", () -> pool.idle() == 1);
        assertTrue(pool.submit(new Batch(List.of(frames.again(white)))));
    }

    /** The label of what was found, or "failed". */
    private String result() throws InterruptedException {
        String result = results.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return result == null ? "nothing" : result;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private void open(List<Provider> providers, Provider wanted) {
        DetectorSettings settings = DetectorSettings.defaults().on(providers).openedBy(gpu);
        slot = new DetectorSlot(Detector.open(
                new TestingCards()
                        .with("family", "yolov8")
                        .with("size", "64x32")
                        .with("mean", "[0, 0, 0]")
                        .with("deviation", "[255, 255, 255]")
                        .with("classes", "[person, car]")
                        .load(graph(), folder),
                settings));
        pool = new InferencePool(slot, 1, new Listener(), clock::get);
        WatchSettings goesBy =
                new WatchSettings(settings, wanted, OptionalInt.of(1), (model, with) -> trial.run(model, with));
        watch = new DetectorWatch(slot, pool, goesBy, new News(), clock::get);
        white = frames.white(slot.now().shape());
    }

    private void close() {
        white.close();
        watch.close();
        pool.close(PATIENCE);
        slot.close();
    }

    /** Finds a person in a white picture. */
    private static byte[] graph() {
        float[] numbers = new float[6 * 42];
        float[] person = {32, 16, 60, 30, 0.9f};
        for (int i = 0; i < person.length; i++) {
            numbers[i * 42] = person[i];
        }
        return new TestingGraph(64, 32)
                .output("output0", List.of(1, 6, 42), numbers)
                .bytes();
    }

    private final class News implements DetectorNews {
        @Override
        public void degraded(String why) {
            news.add(why);
        }

        @Override
        public void restored() {
            news.add("restored");
        }
    }

    private final class Listener implements InferenceListener {
        @Override
        public void detected(Batch batch, List<Detections> found) {
            results.add(found.get(0).found().get(0).label());
        }

        @Override
        public void failed(Batch batch, RuntimeException reason) {
            results.add("failed");
        }
    }
}
