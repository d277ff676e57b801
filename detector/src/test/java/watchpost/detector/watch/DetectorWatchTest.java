package watchpost.detector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
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
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.Provider;
import watchpost.detector.trial.ModelTrial;
import watchpost.testkit.Await;

/** Down the ladder and up again, with real sessions that can be lost, and a held clock. */
final class DetectorWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;
    private static final List<Provider> LADDER = List.of(Provider.CUDA, Provider.CPU);
    private static final String LOST =
            "the detector runs on CPU: CUDA failed while running: CUDA failure 46: all CUDA-capable devices are busy or unavailable";

    @TempDir
    Path folder;

    private final TestingFrames frames = new TestingFrames();
    private final FragileGpu gpu = new FragileGpu();
    private final AtomicLong clock = new AtomicLong(-7);
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<String> trials = new ArrayList<>();
    private final BlockingQueue<String> results = new LinkedBlockingQueue<>();

    @AfterEach
    void everyFrameAndEverySessionIsClosed() {
        assertEquals(0, frames.open());
        assertEquals(0, gpu.open.get());
    }

    @Test
    void aLostGpuStepsDownAndIsBackAfterFiveMinutes() throws InterruptedException {
        Model model = model("big", "[person, car]", "");
        try (Box box = new Box(model, settings(LADDER), Provider.CUDA)) {
            assertEquals("person", box.detect());
            box.watch.doWork();
            assertEquals(Provider.CUDA, box.slot.now().provider());

            gpu.lost.set(true);
            assertEquals("failed", box.detect());
            box.watch.doWork();

            assertEquals(Provider.CPU, box.slot.now().provider());
            assertEquals(List.of(LOST), news);
            assertEquals(Optional.of(LOST), box.watch.trouble());
            assertEquals(0, gpu.open.get(), "the session that failed is closed");
            assertEquals("person", box.detect());

            pass(Duration.ofMinutes(5).minusNanos(1));
            box.watch.doWork();
            assertEquals(List.of(), trials, "not yet");
            pass(Duration.ofNanos(1));
            box.watch.doWork();
            assertEquals(List.of("[CUDA]"), trials, "tried in vain");
            assertEquals(Provider.CPU, box.slot.now().provider());
            box.watch.doWork();
            assertEquals(1, trials.size());

            gpu.lost.set(false);
            pass(Duration.ofMinutes(5));
            box.watch.doWork();
            assertEquals(Provider.CUDA, box.slot.now().provider());
            assertEquals(List.of(LOST, "restored"), news);
            assertEquals(Optional.empty(), box.watch.trouble());
            assertEquals("person", box.detect());
            assertEquals(1, box.watch.stepsDown());
            assertEquals(1, box.watch.stepsUp());
        }
    }

    @Test
    void itsThreadStepsDownWithinFiveSeconds() throws InterruptedException {
        Model model = model("big", "[person, car]", "");
        try (Box box = new Box(model, settings(LADDER), Provider.CUDA)) {
            box.watch.start();
            assertEquals("person", box.detect());
            gpu.lost.set(true);
            long before = System.nanoTime();
            while (!box.detect().equals("person")) {
                Thread.onSpinWait();
            }
            long millis = (System.nanoTime() - before) / 1_000_000;
            System.out.println("pictures again " + millis + " ms after the GPU was lost");
            assertTrue(millis < 5_000, () -> millis + " ms");
            Await.until("the news", () -> news.size() == 2);
            assertEquals(List.of("restored", LOST), news);
        }
    }

    @Test
    void theStandInTakesOverOnTheCpu() throws InterruptedException {
        model("small", "[person, car]", "");
        Model model = model("big", "[person, car]", "stand-in: ../small/model.yaml\n");
        try (Box box = new Box(model, settings(LADDER), Provider.CUDA)) {
            assertEquals("big", box.slot.now().model().card().name());
            gpu.lost.set(true);
            assertEquals("failed", box.detect());
            box.watch.doWork();
            assertEquals("small", box.slot.now().model().card().name());
            assertEquals("person", box.detect());
            gpu.lost.set(false);
            pass(Duration.ofMinutes(5));
            box.watch.doWork();
            assertEquals("big", box.slot.now().model().card().name());
        }
        gpu.lost.set(true);
        try (Detector atStart = Detector.open(model, settings(LADDER))) {
            assertEquals("small", atStart.model().card().name(), "also when the GPU is missing from the start");
        }
        try (Detector onCpu = Detector.open(model, settings(List.of(Provider.CPU)))) {
            assertEquals("big", onCpu.model().card().name(), "but not where the CPU is what was asked for");
        }
    }

    @Test
    void aStandInThatDoesNotFitIsRefusedAtOnce() {
        model("small", "[person]", "");
        String sentence = assertThrows(
                        ModelException.class, () -> model("big", "[person, car]", "stand-in: ../small/model.yaml\n"))
                .getMessage();
        assertTrue(sentence.endsWith("it does not know car."), sentence);
    }

    @Test
    void whatWasAskedForAndIsMissingFromTheStartIsTold() {
        gpu.lost.set(true);
        Model model = model("big", "[person, car]", "");
        List<Provider> whole = List.of(Provider.TENSORRT, Provider.CUDA, Provider.CPU);
        try (Box box = new Box(model, settings(whole), Provider.TENSORRT)) {
            box.watch.start();
            assertEquals(1, news.size());
            assertTrue(news.get(0).startsWith("the detector runs on CPU: TensorRT: "), news::toString);
            assertTrue(news.get(0).contains("; CUDA: "), news::toString);
        }
    }

    @Test
    void withoutTheCpuTheSameIsOpenedAgain() throws InterruptedException {
        Model model = model("big", "[person, car]", "");
        try (Box box = new Box(model, settings(List.of(Provider.CUDA)), Provider.CUDA)) {
            gpu.lost.set(true);
            assertEquals("failed", box.detect());
            box.watch.doWork();
            assertTrue(box.watch.trouble().orElseThrow().startsWith("the detector does not run: CUDA failed"));
            gpu.lost.set(false);
            pass(Duration.ofSeconds(5));
            box.watch.doWork();
            assertEquals(Optional.empty(), box.watch.trouble());
            assertEquals("person", box.detect());
        }
    }

    @Test
    void theNumberOfWorkersIsMeasuredOnceWhenTheFirstPictureIsThrough() throws InterruptedException {
        Model model = model("big", "[person, car]", "");
        DetectorSettings settings = settings(List.of(Provider.CPU));
        try (Box box = new Box(model, settings, Provider.CPU, OptionalInt.empty())) {
            box.pool.resize(64);
            box.watch.doWork();
            assertEquals(64, box.pool.workers(), "no picture yet");
            assertEquals("person", box.detect());
            box.watch.doWork();
            int chosen = box.pool.workers();
            assertTrue(chosen >= 1 && chosen <= box.slot.now().workers(), () -> "workers: " + chosen);
            box.pool.resize(64);
            box.watch.doWork();
            assertEquals(64, box.pool.workers(), "measured once");
        }
    }

    @Test
    void anotherModelIsUsedAndOneThatIsBadInAnyWayIsRefusedInOneSentence() throws Exception {
        Model model = model("big", "[person, car]", "");
        try (Box box = new Box(model, settings(LADDER), Provider.CUDA)) {
            box.watch.use(box.watch.prepare(model("other", "[cat, dog]", "")));
            assertEquals("cat", box.detect());
            assertEquals(Provider.CUDA, box.slot.now().provider());
            assertEquals(List.of("[CUDA, CPU]"), trials, "tried first, because it may end the process on a GPU");

            byte[] good = graph(6);
            byte[] corrupt = good.clone();
            Arrays.fill(corrupt, good.length / 2, good.length, (byte) 0x55);
            assertTrue(refusal(box, card().load(corrupt, folder("corrupt"))).contains("graph.onnx: "));
            assertTrue(refusal(box, card().load(new byte[0], folder("empty"))).contains("graph.onnx: "));
            Model small = card().with("size", "32x32").load(graph(6), folder("small"));
            assertTrue(refusal(box, small).contains("the card says [1, 3, 32, 32]"));
            byte[] square = new TestingGraph(32, 32)
                    .output("output0", List.of(1, 6, 21), new float[6 * 21])
                    .bytes();
            Model fits = card().with("size", "32x32").load(square, folder("fits"));
            assertTrue(refusal(box, fits).contains("cameras deliver one shape, so start anew with it"));
            try (RandomAccessFile huge =
                    new RandomAccessFile(folder("huge").resolve("graph.onnx").toFile(), "rw")) {
                huge.setLength(8L << 30); // sparse: it takes no room on the disk
            }
            Files.copy(folder.resolve("corrupt/model.yaml"), folder.resolve("huge/model.yaml"));
            assertTrue(assertThrows(ModelException.class, () -> Model.load(folder.resolve("huge")))
                    .getMessage()
                    .contains("8192 MiB"));

            assertEquals("cat", box.detect(), "the other one runs on");
            gpu.lost.set(true);
            assertEquals("failed", box.detect());
            box.watch.doWork();
            assertEquals("cat", box.detect(), "also on the way down");
        }
    }

    private String refusal(Box box, Model bad) {
        Detector before = box.slot.now();
        String sentence = assertThrows(RuntimeException.class, () -> box.watch.prepare(bad))
                .getMessage();
        assertEquals(1, sentence.lines().count(), sentence);
        assertEquals(before, box.slot.now());
        return sentence;
    }

    @Test
    void aTrialInAProcessOfItsOwnKnowsProviders() {
        ModelTrial.run(Model.builtIn("int8"), DetectorSettings.onCpu());
        String sentence = assertThrows(
                        ModelException.class,
                        () -> ModelTrial.run(
                                Model.builtIn(), DetectorSettings.onCpu().on(List.of(Provider.CUDA))))
                .getMessage();
        assertTrue(sentence.startsWith("the model runs on none of [CUDA]: CUDA: "), sentence);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private DetectorSettings settings(List<Provider> providers) {
        return DetectorSettings.defaults().on(providers).openedBy(gpu);
    }

    /** In a folder of its name; finds a person in a white picture. */
    private Model model(String name, String classes, String more) {
        return card().with("classes", classes)
                .named(name)
                .and(more)
                .load(graph(classes.split(",").length + 4), folder(name));
    }

    private static TestingCards card() {
        return new TestingCards()
                .with("family", "yolov8")
                .with("size", WIDTH + "x" + HEIGHT)
                .with("mean", "[0, 0, 0]")
                .with("deviation", "[255, 255, 255]")
                .with("classes", "[person, car]");
    }

    /** Finds one object of the first class in a white picture. */
    private static byte[] graph(int columns) {
        float[] numbers = new float[columns * 42];
        float[] person = {32, 16, 60, 30, 0.9f};
        for (int i = 0; i < person.length; i++) {
            numbers[i * 42] = person[i];
        }
        return new TestingGraph(WIDTH, HEIGHT)
                .output("output0", List.of(1, columns, 42), numbers)
                .bytes();
    }

    private Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A detector with its pool and its watch. */
    private final class Box implements AutoCloseable {
        final DetectorSlot slot;
        final InferencePool pool;
        final DetectorWatch watch;
        private final Frame white;

        Box(Model model, DetectorSettings settings, Provider wanted) {
            this(model, settings, wanted, OptionalInt.of(1));
        }

        Box(Model model, DetectorSettings settings, Provider wanted, OptionalInt workers) {
            slot = new DetectorSlot(Detector.open(model, settings));
            pool = new InferencePool(slot, 1, new Listener(), System::nanoTime);
            WatchSettings goesBy = new WatchSettings(settings, wanted, workers, (tried, with) -> {
                trials.add(with.providers().toString());
                ModelTrial.run(tried, with.on(List.of(Provider.CPU)));
            });
            watch = new DetectorWatch(slot, pool, goesBy, new News(), clock::get);
            white = frames.white(slot.now().shape());
        }

        /** The label of what is found in a white picture, or "failed". */
        String detect() throws InterruptedException {
            assertTrue(pool.submit(new Batch(List.of(frames.again(white)))));
            String result = results.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return result == null ? "nothing" : result;
        }

        @Override
        public void close() {
            white.close();
            watch.close();
            assertTrue(pool.close(PATIENCE));
            slot.close();
        }
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
