package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.batch.Batch;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.testkit.Await;

/**
 * Models exchanged while two workers are kept busy. The same graph under two cards that name its classes differently, so that a batch
 * with labels of both would show. The long form: {@code -Dwatchpost.swaps=100}.
 */
final class SwapTest {
    private static final int SWAPS = Integer.getInteger("watchpost.swaps", 8);
    /** Until then the heap's own pages are touched for the first time. */
    private static final int SETTLED = SWAPS / 2 - 1;

    private static final long MOST_GROWTH = 48L << 20;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final TestingFrames frames = new TestingFrames();

    /** Counts, and remembers which models' labels were in each batch. */
    private static final class Listener implements InferenceListener {
        final AtomicLong batches = new AtomicLong();
        final Queue<Set<Character>> mixed = new ConcurrentLinkedQueue<>();
        final Set<Character> seen = ConcurrentHashMap.newKeySet();
        final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        @Override
        public void detected(Batch batch, List<Detections> results) {
            Set<Character> models = results.stream()
                    .flatMap(one -> one.found().stream())
                    .map(Detection::label)
                    .map(label -> label.charAt(0))
                    .collect(Collectors.toSet());
            seen.addAll(models);
            if (models.size() != 1) {
                mixed.add(models);
            }
            batches.incrementAndGet();
        }

        @Override
        public void failed(Batch batch, RuntimeException reason) {
            failures.add(reason);
        }
    }

    @Test
    void everyBatchHasOneModelAndNothingGrows() throws Exception {
        List<Model> models = List.of(model("a"), model("b"));
        Listener listener = new Listener();
        DetectorSlot slot = new DetectorSlot(Detector.open(models.get(0), DetectorSettings.onCpu()));
        InferencePool pool = new InferencePool(slot, 2, listener, System::nanoTime);
        AtomicBoolean end = new AtomicBoolean();
        Thread load = new Thread(() -> keepBusy(pool, models.get(0), end), "load");
        load.start();
        List<Long> natives = new ArrayList<>();
        try {
            for (int swap = 1; swap <= SWAPS; swap++) {
                slot.swap(Detector.open(models.get(swap % 2), DetectorSettings.onCpu()));
                long before = listener.batches.get();
                Await.until("batches after the swap", () -> listener.batches.get() > before + 2);
                natives.add(nativeBytes());
            }
        } finally {
            end.set(true);
            load.join();
        }
        assertTrue(pool.close(PATIENCE));
        slot.close();

        assertEquals(List.of(), List.copyOf(listener.failures));
        assertEquals(List.of(), List.copyOf(listener.mixed));
        assertEquals(Set.of('a', 'b'), listener.seen);
        assertEquals(0, frames.open());
        long growth = natives.get(natives.size() - 1) - natives.get(SETTLED);
        System.out.println(SWAPS + " swaps under load, " + listener.batches + " batches, " + (growth >> 20)
                + " MiB of native memory more at the end than after swap " + (SETTLED + 1));
        assertTrue(growth < MOST_GROWTH, () -> "native memory after each swap: " + natives);
    }

    @Test
    void aModelForOtherFramesIsRefusedAndTheOldOneGoesOn() throws Exception {
        TestingCards small = new TestingCards()
                .with("family", "yolov8")
                .with("size", "64x32")
                .with("classes", "[person]");
        byte[] graph = new TestingGraph(64, 32)
                .output("output0", List.of(1, 5, 42), new float[5 * 42])
                .bytes();
        Listener listener = new Listener();
        Model model = model("a");
        try (DetectorSlot running = new DetectorSlot(Detector.open(model, DetectorSettings.onCpu()));
                Detector other = Detector.open(
                        small.load(graph, Files.createDirectory(folder.resolve("small"))), DetectorSettings.onCpu())) {
            InferencePool pool = new InferencePool(running, 1, listener, System::nanoTime);
            String sentence = assertThrows(ModelException.class, () -> running.swap(other))
                    .getMessage();
            assertTrue(sentence.contains("cameras deliver one shape"), sentence);
            assertTrue(pool.submit(new Batch(List.of(picture(model)))));
            Await.until("the batch is done", () -> listener.batches.get() == 1);
            assertEquals(Set.of('a'), listener.seen);
            assertTrue(pool.close(PATIENCE));
        }
    }

    private void keepBusy(InferencePool pool, Model model, AtomicBoolean end) {
        try (Frame picture = picture(model)) {
            while (!end.get()) {
                if (pool.idle() > 0) {
                    pool.submit(new Batch(List.of(copy(picture), copy(picture))));
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private Frame copy(Frame frame) {
        return frames.again(frame);
    }

    private Frame picture(Model model) {
        return frames.of(TestingFrames.resource("vtest-60.jpg"), model.shape());
    }

    /** The built-in INT8 graph, its classes called a0, a1, … */
    private Model model(String letter) throws IOException {
        String classes = IntStream.range(0, 80).mapToObj(i -> letter + i).collect(Collectors.joining(", ", "[", "]"));
        Path own = Files.createDirectory(folder.resolve(letter));
        try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/nanodet_g_416_int8_u8s8.onnx")) {
            return new TestingCards().with("classes", classes).load(in.readAllBytes(), own);
        }
    }

    /** Resident memory without that of the virtual machine's own heap and code, garbage and the buffers that hang on it left out. */
    private static long nativeBytes() throws IOException {
        System.gc();
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return residentBytes()
                - memory.getHeapMemoryUsage().getCommitted()
                - memory.getNonHeapMemoryUsage().getCommitted();
    }

    private static long residentBytes() throws IOException {
        Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/self/status")));
        assertTrue(matcher.find());
        return Long.parseLong(matcher.group(1)) << 10;
    }
}
