package watchpost.detector.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.detector.TestingFrames;

/**
 * Random cameras against random workers, each seed another load: few or many cameras, slow or fast, coming and going. What must hold
 * holds after each step.
 */
final class BatcherPropertiesTest {
    private static final int STEPS = 3000;
    private static final long STEP_NANOS = Duration.ofMillis(2).toNanos();

    private final TestingFrames frames = new TestingFrames();
    private final Mailboxes mailboxes = new Mailboxes(() -> {});
    private final Map<CameraId, Integer> away = new HashMap<>();
    private final Map<String, Long> put = new HashMap<>();
    private final Map<String, Long> fetched = new HashMap<>();
    private final Map<CameraId, Long> lastFetchedArrival = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsLostOrServedTwiceAndNobodyWaitsTooLong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int cameras = random.nextInt(1, 24);
        int most = random.nextBoolean() ? 1 : random.nextInt(2, 17);
        BatchPolicy policy =
                most == 1 ? BatchPolicy.singles() : new BatchPolicy(most, Duration.ofMillis(random.nextInt(5, 60)), 1);
        Batcher batcher = new Batcher(mailboxes, () -> policy);
        int workers = most == 1 ? random.nextInt(1, 5) : 1;
        double rate = random.nextDouble(0.01, 0.8);
        Deque<Batch> running = new ArrayDeque<>();

        for (int step = 0; step < STEPS; step++) {
            long now = step * STEP_NANOS;
            for (int camera = 0; camera < cameras; camera++) {
                if (random.nextDouble() < rate / (1 + camera % 3)) {
                    put("c" + camera, now);
                }
            }
            while (!running.isEmpty() && random.nextBoolean()) {
                close(running.remove(), batcher);
            }
            int idle = workers - running.size();
            List<Batch> due = batcher.doWork(now, idle);
            assertTrue(due.size() <= idle, "no more batches than idle workers");
            due.forEach(batch -> check(batch, policy, now));
            due.forEach(batch -> batch.frames().forEach(frame -> away.merge(frame.camera(), 1, Integer::sum)));
            running.addAll(due);
            checkDeadline(batcher.nextDeadlineNanos(), now, workers - running.size(), policy);
        }
        running.forEach(batch -> close(batch, batcher));
        checkBooks();
    }

    private void close(Batch batch, Batcher batcher) {
        batch.frames().forEach(frame -> {
            away.merge(frame.camera(), -1, Integer::sum);
            batcher.finished(frame.camera());
        });
        batch.close();
    }

    private int away(CameraId camera) {
        return away.getOrDefault(camera, 0);
    }

    private void put(String camera, long now) {
        put.merge(camera, 1L, Long::sum);
        mailboxes.accept(frames.blank(camera, now));
    }

    private void check(Batch batch, BatchPolicy policy, long now) {
        assertTrue(batch.size() >= 1 && batch.size() <= policy.most());
        Set<CameraId> seen = new HashSet<>();
        for (Frame frame : batch.frames()) {
            assertTrue(seen.add(frame.camera()), "at most one frame of a camera in a batch");
            assertTrue(away(frame.camera()) < policy.ofOneCamera(), "no more frames of a camera at the detector");
            long arrival = frame.time().arrivalNanos();
            Long before = lastFetchedArrival.put(frame.camera(), arrival);
            assertTrue(before == null || arrival > before, "a camera's frames come in order, none twice");
            assertTrue(arrival <= now);
            fetched.merge(frame.camera().value(), 1L, Long::sum);
        }
    }

    /** A frame that a worker could take now is not kept beyond its deadline: the batcher asks to be woken in time. */
    private void checkDeadline(OptionalLong next, long now, int idle, BatchPolicy policy) {
        boolean waiting =
                mailboxes.slots().stream().anyMatch(slot -> slot.isReady() && away(slot.camera) < policy.ofOneCamera());
        assertEquals(waiting && idle > 0, next.isPresent());
        if (next.isPresent()) {
            assertTrue(next.getAsLong() > now, "what is due already has been handed out");
            assertTrue(next.getAsLong() <= now + policy.deadline().toNanos());
        }
    }

    private void checkBooks() {
        List<String> waiting = new ArrayList<>();
        mailboxes.slots().stream().filter(Slot::isReady).forEach(slot -> waiting.add(slot.camera.value()));
        Map<CameraId, Mailboxes.Counters> counters = mailboxes.counters();
        put.forEach((camera, count) -> {
            Mailboxes.Counters one = counters.get(new CameraId(camera));
            assertEquals(count, one.accepted());
            assertEquals(
                    count,
                    fetched.getOrDefault(camera, 0L) + one.overwritten() + (waiting.contains(camera) ? 1 : 0),
                    "each frame was fetched, overwritten or still waits");
        });
        assertEquals(waiting.size(), frames.open());
        mailboxes.close();
        assertEquals(0, frames.open(), "every frame was closed, none twice");
    }
}
