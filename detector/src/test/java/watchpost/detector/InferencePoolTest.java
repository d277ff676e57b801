package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.batch.Batch;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.InferenceException;
import watchpost.testkit.Await;

final class InferencePoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Detector detector;
    private static DetectorSlot slot;

    private final TestingFrames frames = new TestingFrames();

    /** Remembers what it heard, and can hold the worker that tells it. */
    private static final class Listener implements InferenceListener {
        final BlockingQueue<List<Detections>> results = new LinkedBlockingQueue<>();
        final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        final Set<String> threads = ConcurrentHashMap.newKeySet();
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public void detected(Batch batch, List<Detections> found) {
            threads.add(Thread.currentThread().getName());
            results.add(found);
            hold();
        }

        @Override
        public void failed(Batch batch, RuntimeException reason) {
            assertEquals(List.of(new CameraId("gate")), batch.cameras());
            failures.add(reason);
            throw new IllegalStateException("a listener that fails must not end the worker");
        }

        private void hold() {
            try {
                assertTrue(gate.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        List<Detections> next() throws InterruptedException {
            List<Detections> found = results.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("no result after " + PATIENCE);
            }
            return found;
        }
    }

    @BeforeAll
    static void open() {
        detector = Detector.open(Model.builtIn("int8"), DetectorSettings.onCpu().reporting(0.4));
        slot = new DetectorSlot(detector);
    }

    @AfterAll
    static void close() {
        slot.close();
    }

    @AfterEach
    void everyFrameIsClosed() {
        assertEquals(0, frames.open());
    }

    @Test
    void computesBatchesOnItsThreadsAndClosesThem() throws InterruptedException {
        Listener listener = new Listener();
        InferencePool pool = new InferencePool(slot, 2, listener, System::nanoTime);
        assertEquals(2, pool.idle());
        assertTrue(pool.submit(new Batch(List.of(picture("vtest-60.jpg"), picture("vtest-400.jpg")))));

        List<Detections> results = listener.next();

        assertEquals(2, results.size());
        assertTrue(results.get(0).found().size() > results.get(1).found().size(), "in the order of the frames");
        Await.until("the worker is idle", () -> pool.idle() == 2);
        assertTrue(listener.threads.stream().allMatch(name -> name.startsWith("infer-")), listener.threads::toString);
        InferencePool.Counters counters = pool.counters();
        assertEquals(1, counters.batches());
        assertEquals(2, counters.frames());
        assertTrue(counters.busyNanos() > 0);
        assertTrue(pool.close(PATIENCE));
    }

    @Test
    void aBatchTooManyIsRefusedAndClosed() throws InterruptedException {
        Listener listener = new Listener();
        listener.gate = new CountDownLatch(1);
        InferencePool pool = new InferencePool(slot, 1, listener, System::nanoTime);
        assertTrue(pool.submit(batch()));
        listener.next();
        // The worker is free for the next batch while its listener still thinks; one more may wait, the one after it is
        // too many.
        Await.until("the worker counts as idle", () -> pool.idle() == 1);
        assertEquals(2, pool.room());
        assertTrue(pool.submit(batch()));
        assertEquals(0, pool.idle());
        assertEquals(1, pool.room());
        assertTrue(pool.submit(batch()));
        assertEquals(0, pool.room());
        assertFalse(pool.submit(batch()));
        assertEquals(1, pool.counters().refused());

        listener.gate.countDown();
        listener.next();
        listener.next();
        assertTrue(pool.close(PATIENCE));
        assertFalse(pool.submit(batch()), "closed");
        assertEquals(2, pool.counters().refused());
    }

    @Test
    void aFailingRunClosesItsBatchAndIsReported() throws InterruptedException {
        Listener listener = new Listener();
        InferencePool pool = new InferencePool(slot, 1, listener, System::nanoTime);
        assertTrue(pool.submit(new Batch(List.of(frames.blank("gate", 0)))));

        RuntimeException reason = listener.failures.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertInstanceOf(IllegalArgumentException.class, reason);
        Await.until("the worker is idle", () -> pool.idle() == 1);
        assertTrue(pool.submit(batch()), "and the worker lives on");
        listener.next();
        assertEquals(1, pool.counters().failed());
        assertTrue(pool.close(PATIENCE));
    }

    @Test
    void closeGivesUpAtTheDeadlineAndClosesWhatHasNotBegun() throws InterruptedException {
        Listener listener = new Listener();
        listener.gate = new CountDownLatch(1);
        InferencePool pool = new InferencePool(slot, 1, listener, System::nanoTime);
        assertTrue(pool.submit(batch()));
        listener.next();
        Await.until("the worker counts as idle", () -> pool.idle() == 1);
        assertTrue(pool.submit(batch()));

        assertFalse(pool.close(Duration.ofMillis(50)), "its listener holds the worker");

        assertEquals(0, frames.open());
        assertTrue(pool.close(PATIENCE), "the interrupt ended it");
    }

    @Test
    void manyThreadsOnOneSessionSeeTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Frame frame = picture("vtest-60.jpg")) {
            List<Detection> alone = detector.detect(frame).found();
            List<Future<List<Detection>>> together = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                together.add(threads.submit(() -> detector.detect(frame).found()));
            }
            for (Future<List<Detection>> one : together) {
                assertEquals(alone, one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingADetectorWhileItIsBusyWaitsForTheRun() throws Exception {
        Detector busy = Detector.open(Model.builtIn("int8"), DetectorSettings.onCpu());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Frame frame = picture("vtest-60.jpg")) {
            CountDownLatch running = new CountDownLatch(3);
            List<Future<InferenceException>> ends = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ends.add(threads.submit(() -> assertThrows(InferenceException.class, () -> {
                    while (true) {
                        busy.detect(frame);
                        running.countDown();
                    }
                })));
            }
            assertTrue(running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            busy.close();
            for (Future<InferenceException> end : ends) {
                assertTrue(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .getMessage()
                        .contains("closed"));
            }
            busy.close();
        } finally {
            threads.shutdownNow();
        }
    }

    private Batch batch() {
        return new Batch(List.of(picture("vtest-400.jpg")));
    }

    private Frame picture(String name) {
        return frames.of(TestingFrames.resource(name), detector.shape());
    }
}
