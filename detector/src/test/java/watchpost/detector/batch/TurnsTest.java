package watchpost.detector.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.vision.Frame;
import watchpost.detector.TestingFrames;

/** Cameras take turns at a detector that has too little time, in whatever order and however closely their frames come. */
final class TurnsTest {
    private static final int STEPS = 400;
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();

    private final TestingFrames frames = new TestingFrames();
    private final Mailboxes mailboxes = new Mailboxes(() -> {});

    @AfterEach
    void everyFrameIsClosed() {
        mailboxes.close();
        assertEquals(0, frames.open());
    }

    /** The order in which the cameras' frames come at each step. */
    private enum Order {
        THE_SAME,
        REVERSED_EACH_TIME,
        TURNING,
        ANY
    }

    /** All have a frame at each step, at one instant or within a millisecond: in no window has one had two turns more than another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void inNoWindowHasACameraTwoTurnsMoreThanAnother(long seed) {
        Random random = new Random(seed);
        int cameras = 2 + random.nextInt(30);
        int most = 1 + random.nextInt(16);
        int workers = 1 + random.nextInt(4);
        Order order = Order.values()[(int) (seed % Order.values().length)];
        long apart = random.nextBoolean() ? 0 : 1_000_000 / cameras;
        Batcher batcher = new Batcher(mailboxes, () -> new BatchPolicy(most, Duration.ofMillis(40), 1));
        List<Integer> coming = numbers(cameras);
        int[] served = new int[cameras];
        int[][] least = new int[cameras][cameras];
        int[][] greatest = new int[cameras][cameras];
        for (int step = 0; step < STEPS; step++) {
            arrange(coming, order, random);
            for (int i = 0; i < cameras; i++) {
                mailboxes.accept(frames.blank("c" + coming.get(i), step * STEP_NANOS + i * apart));
            }
            List<Batch> due = batcher.doWork(step * STEP_NANOS + STEP_NANOS / 2, workers);
            for (Batch batch : due) {
                for (Frame frame : batch.frames()) {
                    served[number(frame)]++;
                    note(served, number(frame), least, greatest);
                }
            }
            due.forEach(batch -> finish(batcher, batch));
        }
        for (int one = 0; one < cameras; one++) {
            for (int other = 0; other < cameras; other++) {
                int apartMost = greatest[one][other] - least[one][other];
                assertTrue(
                        apartMost <= 1, one + " and " + other + " are " + apartMost + " turns apart, order " + order);
            }
        }
    }

    /** Cameras of any rate, runs of any length: while a frame of one waits, no other goes twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whileOneWaitsNoOtherGoesTwice(long seed) {
        Random random = new Random(seed);
        int cameras = 2 + random.nextInt(20);
        int most = random.nextBoolean() ? 1 : 2 + random.nextInt(15);
        int workers = 1 + random.nextInt(4);
        Batcher batcher = new Batcher(mailboxes, () -> new BatchPolicy(most, Duration.ofMillis(40), 1));
        Deque<Batch> running = new ArrayDeque<>();
        Map<String, Set<String>> passed = new HashMap<>();
        for (int step = 0; step < 10 * STEPS; step++) {
            long now = step * STEP_NANOS / 20;
            for (int camera = 0; camera < cameras; camera++) {
                if (random.nextInt(2 + camera) == 0) {
                    mailboxes.accept(frames.blank("c" + camera, now));
                }
            }
            while (!running.isEmpty() && random.nextInt(3) > 0) {
                finish(batcher, running.remove());
            }
            List<Batch> due = batcher.doWork(now, workers - running.size());
            for (Batch batch : due) {
                for (Frame frame : batch.frames()) {
                    String goes = frame.camera().value();
                    passed.remove(goes);
                    for (Map.Entry<String, Set<String>> waiting : passed.entrySet()) {
                        assertTrue(waiting.getValue().add(goes), () -> goes + " went twice before " + waiting.getKey());
                    }
                }
            }
            running.addAll(due);
            for (Slot slot : mailboxes.slots()) {
                if (slot.isReady() && slot.away() == 0) {
                    passed.putIfAbsent(slot.camera.value(), new HashSet<>());
                }
            }
        }
        running.forEach(batch -> finish(batcher, batch));
    }

    /** By how much a camera's turns are more than each other's, so far at least and at most. */
    private static void note(int[] served, int camera, int[][] least, int[][] greatest) {
        for (int other = 0; other < served.length; other++) {
            int more = served[camera] - served[other];
            greatest[camera][other] = Math.max(greatest[camera][other], more);
            least[camera][other] = Math.min(least[camera][other], more);
            least[other][camera] = Math.min(least[other][camera], -more);
            greatest[other][camera] = Math.max(greatest[other][camera], -more);
        }
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static void arrange(List<Integer> coming, Order order, Random random) {
        switch (order) {
            case THE_SAME -> {}
            case REVERSED_EACH_TIME -> Collections.reverse(coming);
            case TURNING -> Collections.rotate(coming, 1);
            case ANY -> Collections.shuffle(coming, random);
        }
    }

    private static int number(Frame frame) {
        return Integer.parseInt(frame.camera().value().substring(1));
    }

    private static void finish(Batcher batcher, Batch batch) {
        batch.frames().forEach(frame -> batcher.finished(frame.camera()));
        batch.close();
    }
}
