package watchpost.detector.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.detector.TestingFrames;

final class BatcherTest {
    private static final long MS = 1_000_000;
    private static final BatchPolicy FOUR_IN_40_MS = new BatchPolicy(4, Duration.ofMillis(40), 1);

    private final TestingFrames frames = new TestingFrames();
    private final AtomicInteger signals = new AtomicInteger();
    private final Mailboxes mailboxes = new Mailboxes(signals::incrementAndGet);

    @AfterEach
    void everyFrameIsClosed() {
        mailboxes.close();
        assertEquals(0, frames.open());
    }

    @Test
    void latestFrameWinsAndTheOthersAreCounted() {
        put("gate", 1);
        put("gate", 2);
        put("gate", 3);

        Batcher batcher = new Batcher(mailboxes, BatchPolicy::singles);
        List<Batch> due = batcher.doWork(3 * MS, 5);

        assertEquals(1, due.size());
        assertEquals(3 * MS, due.get(0).frames().get(0).time().arrivalNanos());
        assertEquals(new Mailboxes.Counters(3, 2), mailboxes.counters().get(new CameraId("gate")));
        assertEquals(1, signals.get(), "one signal for a slot that is not empty");
        finish(batcher, due);
    }

    @Test
    void onTheCpuEachFrameGoesAloneAndAtOnce() {
        put("a", 0);
        put("b", 0);
        put("c", 0);
        Batcher batcher = new Batcher(mailboxes, BatchPolicy::singles);

        List<Batch> due = batcher.doWork(0, 2);

        assertEquals(List.of("a", "b"), cameras(due));
        assertEquals(OptionalLong.empty(), batcher.nextDeadlineNanos(), "the next free worker is the occasion");
        finish(batcher, due);
        List<Batch> rest = batcher.doWork(0, 2);
        assertEquals(List.of("c"), cameras(rest));
        finish(batcher, rest);
    }

    @Test
    void theCameraThatWaitsLongestGoesFirst() {
        put("a", 3);
        put("b", 1);
        put("c", 2);
        put("b", 4); // takes the place that b has had since 1
        Batcher batcher = new Batcher(mailboxes, BatchPolicy::singles);
        for (String next : List.of("b", "c", "a")) {
            List<Batch> due = batcher.doWork(5 * MS, 1);
            assertEquals(List.of(next), cameras(due));
            finish(batcher, due);
        }
    }

    @Test
    void camerasTakeTurnsUnderOverload() {
        Batcher batcher = new Batcher(mailboxes, BatchPolicy::singles);
        Map<String, Integer> served = new HashMap<>();
        for (int step = 0; step < 70; step++) {
            for (String camera : List.of("a", "b", "c", "d", "e", "f", "g")) {
                put(camera, step);
            }
            List<Batch> due = batcher.doWork(step * MS, 1);
            cameras(due).forEach(camera -> served.merge(camera, 1, Integer::sum));
            finish(batcher, due);
        }
        assertEquals(7, served.size());
        served.values().forEach(count -> assertEquals(10, count, () -> "unfair: " + served));
    }

    @Test
    void aSingleCameraHasAllWorkers() {
        Batcher batcher = new Batcher(mailboxes, BatchPolicy::singles);
        put("gate", 1);
        List<Batch> first = batcher.doWork(1 * MS, 2);
        put("gate", 2);
        List<Batch> second = batcher.doWork(2 * MS, 1);
        assertEquals(List.of("gate"), cameras(second), "beside the one before");
        finish(batcher, second);
        finish(batcher, first);
    }

    @Test
    void whereOneIsAllowedACamerasNextFrameGoesWhenTheOneBeforeIsBack() {
        Batcher batcher = new Batcher(mailboxes, () -> FOUR_IN_40_MS);
        put("gate", 1);
        List<Batch> first = batcher.doWork(1 * MS, 2);
        assertEquals(List.of("gate"), cameras(first), "no other delivers");
        put("gate", 2);
        assertEquals(List.of(), batcher.doWork(50 * MS, 1));
        assertEquals(OptionalLong.empty(), batcher.nextDeadlineNanos(), "the first one's return is the occasion");

        finish(batcher, first);

        List<Batch> second = batcher.doWork(51 * MS, 2);
        assertEquals(List.of("gate"), cameras(second));
        finish(batcher, second);
    }

    @Test
    void aFullBatchGoesAtOnceAndTheRestComesFirstInTheNext() {
        Batcher batcher = new Batcher(mailboxes, () -> FOUR_IN_40_MS);
        for (String camera : List.of("a", "b", "c", "d", "e", "f")) {
            put(camera, 0);
        }
        List<Batch> due = batcher.doWork(0, 1);
        assertEquals(List.of("a", "b", "c", "d"), cameras(due));
        finish(batcher, due);

        for (String camera : List.of("a", "b", "c", "d")) {
            put(camera, 1);
        }
        List<Batch> next = batcher.doWork(1 * MS, 1);
        assertEquals(List.of("e", "f", "a", "b"), cameras(next));
        finish(batcher, next);
    }

    @Test
    void waitsForADeliveringCameraUntilTheDeadlineAndNotForOneThatIsSilent() {
        Batcher batcher = new Batcher(mailboxes, () -> FOUR_IN_40_MS);
        put("silent", 0);
        put("late", 60);
        finish(batcher, batcher.doWork(60 * MS, 1));

        put("gate", 70);
        assertEquals(List.of(), batcher.doWork(70 * MS, 1), "late delivered 10 ms ago and may come again");
        assertEquals(OptionalLong.of(110 * MS), batcher.nextDeadlineNanos());
        List<Batch> due = batcher.doWork(101 * MS, 1);
        assertEquals(List.of("gate"), cameras(due), "late has not delivered for longer than the deadline");
        finish(batcher, due);
    }

    @Test
    void theDeadlineCountsFromTheFirstFrameAlsoWhenNewerOnesReplaceIt() {
        Batcher batcher = new Batcher(mailboxes, () -> FOUR_IN_40_MS);
        put("fast", 0);
        put("slow", 0);
        finish(batcher, batcher.doWork(0, 1));
        for (int ms = 10; ms <= 30; ms += 10) {
            put("fast", ms);
            assertEquals(List.of(), batcher.doWork(ms * MS, 1), "slow is still awaited");
            assertEquals(OptionalLong.of(50 * MS), batcher.nextDeadlineNanos());
        }
        List<Batch> due = batcher.doWork(50 * MS, 1);
        assertEquals(List.of("fast"), cameras(due));
        assertEquals(30 * MS, due.get(0).frames().get(0).time().arrivalNanos());
        finish(batcher, due);
    }

    @Test
    void aRemovedCameraLeavesNothingBehindAndMayComeBack() {
        put("gate", 1);
        mailboxes.remove(new CameraId("gate"));
        assertEquals(0, frames.open());
        assertTrue(mailboxes.counters().isEmpty());

        put("gate", 2);
        assertEquals(2, signals.get());
        assertEquals(1, mailboxes.counters().get(new CameraId("gate")).accepted());
    }

    @Test
    void framesAfterTheEndAreClosedAtOnce() {
        mailboxes.close();
        put("gate", 1);
        assertEquals(0, frames.open());
        assertEquals(0, signals.get());
    }

    @Test
    void aBatchIsClosedOnceAndClosesEveryFrameEvenIfOneFails() {
        Frame twice = frames.blank("a", 0);
        Batch batch = new Batch(List.of(twice, frames.blank("b", 0), frames.blank("c", 0)));
        twice.close();

        assertThrows(IllegalStateException.class, batch::close, "the frame says that it was closed twice");
        assertEquals(0, frames.open());
        IllegalStateException again = assertThrows(IllegalStateException.class, batch::close);
        assertTrue(again.getMessage().contains("batch"), again.getMessage());
    }

    private void put(String camera, long ms) {
        mailboxes.accept(frames.blank(camera, ms * MS));
    }

    private static List<String> cameras(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.frames().stream())
                .map(frame -> frame.camera().value())
                .toList();
    }

    private static void finish(Batcher batcher, List<Batch> batches) {
        for (Batch batch : batches) {
            batch.frames().forEach(frame -> batcher.finished(frame.camera()));
            batch.close();
        }
    }
}
