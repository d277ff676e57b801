package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.batch.Batch;
import watchpost.detector.model.Model;
import watchpost.testkit.Await;

/** The number of workers is measured, also while frames go through and while others want the processors. */
final class WorkerChoiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestingFrames frames = new TestingFrames();
    private DetectorSlot slot;

    @BeforeEach
    void open() {
        slot = new DetectorSlot(Detector.open(Model.builtIn("int8"), DetectorSettings.onCpu()));
    }

    @AfterEach
    void close() {
        slot.close();
    }

    @Test
    void takesTheFewestThreadsThatComeCloseToTheBest() {
        assertEquals(2, fewestGood(Map.of(1, 110.0, 2, 216.0)));
        assertEquals(1, fewestGood(Map.of(1, 100.0, 2, 104.0)), "two that share one core");
        assertEquals(4, fewestGood(Map.of(1, 50.0, 2, 99.0, 4, 190.0, 6, 195.0, 8, 180.0)));
        assertEquals(Set.of(1), WorkerChoice.candidates(1));
        assertEquals(Set.of(1, 2), WorkerChoice.candidates(2));
        assertEquals(Set.of(1, 2, 3), WorkerChoice.candidates(3));
        assertEquals(Set.of(1, 4, 8, 12, 16), WorkerChoice.candidates(16));
    }

    @Test
    void whatOthersDoWithTheProcessorsCountsLittle() throws InterruptedException {
        WorkerChoice quiet = WorkerChoice.measure(slot, 2);
        AtomicBoolean end = new AtomicBoolean();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
            others.add(new Thread(() -> burn(end)));
        }
        others.forEach(Thread::start);
        WorkerChoice busy;
        try {
            busy = WorkerChoice.measure(slot, 2);
        } finally {
            end.set(true);
            for (Thread other : others) {
                other.join();
            }
        }
        System.out.println("alone: " + quiet + "; beside " + others.size() + " busy threads: " + busy);
        assertEquals(Set.of(1, 2), quiet.perSecond().keySet());
        // By the clock on the wall a fourth of the time would be left.
        quiet.perSecond()
                .forEach((threads, rate) ->
                        assertTrue(busy.perSecond().get(threads) > rate / 2, () -> quiet + " against " + busy));
    }

    @Test
    void framesGoThroughMeanwhile() throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        InferencePool pool = new InferencePool(slot, 2, counting(done, lost), System::nanoTime);
        AtomicBoolean end = new AtomicBoolean();
        Thread load = new Thread(() -> keepBusy(pool, end));
        load.start();
        Await.until("the first picture", () -> done.get() > 0);
        long before = done.get();

        WorkerChoice choice = WorkerChoice.measure(slot, 2);

        assertTrue(done.get() > before, "pictures between the slices");
        assertTrue(choice.workers() >= 1 && choice.workers() <= 2, choice::toString);
        end.set(true);
        load.join();
        assertTrue(pool.close(PATIENCE));
        assertEquals(0, lost.get());
        assertEquals(0, frames.open());
    }

    @Test
    void aPoolBecomesSmallerAndLargerWhileItWorks() throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        InferencePool pool = new InferencePool(slot, 2, counting(done, lost), System::nanoTime);
        AtomicBoolean end = new AtomicBoolean();
        Thread load = new Thread(() -> keepBusy(pool, end));
        load.start();
        for (int workers : new int[] {1, 2, 1, 2, 2, 1}) {
            pool.resize(workers);
            long before = done.get();
            Await.until("pictures", () -> done.get() > before + 3);
            assertEquals(workers, pool.workers());
        }
        end.set(true);
        load.join();
        assertTrue(pool.close(PATIENCE));
        assertEquals(0, lost.get());
        assertEquals(0, frames.open());
    }

    private static int fewestGood(Map<Integer, Double> rates) {
        return WorkerChoice.fewestGood(new TreeMap<>(rates));
    }

    private static InferenceListener counting(AtomicLong done, AtomicLong lost) {
        return new InferenceListener() {
            @Override
            public void detected(Batch batch, List<Detections> results) {
                done.incrementAndGet();
            }

            @Override
            public void failed(Batch batch, RuntimeException reason) {
                lost.incrementAndGet();
            }
        };
    }

    private void keepBusy(InferencePool pool, AtomicBoolean end) {
        try (Frame picture =
                frames.of(TestingFrames.resource("vtest-60.jpg"), slot.now().shape())) {
            while (!end.get()) {
                if (pool.idle() > 0) {
                    pool.submit(new Batch(List.of(frames.again(picture))));
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static void burn(AtomicBoolean end) {
        while (!end.get()) {
            Thread.onSpinWait();
        }
    }
}
