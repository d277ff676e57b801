package watchpost.detector.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.TestingFrames;

class InOrderTest {
    private final TestingFrames frames = new TestingFrames();
    private final InOrder order = new InOrder();
    private final List<String> told = new ArrayList<>();

    private Batch goes(String camera, long number) {
        Batch batch = new Batch(List.of(frames.blank(camera, number)));
        order.went(batch);
        return batch;
    }

    private void back(Batch batch) {
        List<Detections> results = batch.frames().stream()
                .map(frame -> new Detections(frame.camera(), frame.time(), frame.picture(), List.of()))
                .toList();
        batch.close();
        tell(order.detected(batch, results));
    }

    private void lost(Batch batch) {
        batch.close();
        tell(order.lost(batch));
    }

    private void tell(List<InOrder.Back> due) {
        due.forEach(back -> told.add(back.camera() + " "
                + back.found().map(found -> "" + found.time().arrivalNanos()).orElse("lost")));
    }

    @Test
    void whatOvertookAnotherWaitsForIt() {
        Batch first = goes("gate", 1);
        Batch second = goes("gate", 2);
        Batch other = goes("yard", 3);
        back(second);
        assertEquals(List.of(), told);
        back(other);
        assertEquals(List.of("yard 3"), told, "another camera's do not wait");
        back(first);
        assertEquals(List.of("yard 3", "gate 1", "gate 2"), told);
        assertEquals(0, frames.open());
    }

    @Test
    void whatIsLostHoldsNothingUp() {
        Batch first = goes("gate", 1);
        Batch second = goes("gate", 2);
        back(second);
        lost(first);
        assertEquals(List.of("gate lost", "gate 2"), told);
    }

    /** Batches of any cameras that come back in any order, some of them lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFrameIsToldOnceAndEachCamerasInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Batch> away = new ArrayList<>();
        int went = 0;
        for (int step = 0; step < 5000 || !away.isEmpty(); step++) {
            if (step < 5000 && random.nextBoolean()) {
                List<Frame> together = new ArrayList<>();
                int first = random.nextInt(4);
                for (int camera = first; camera <= first + random.nextInt(3); camera++) {
                    together.add(frames.blank("c" + camera, ++went));
                }
                Batch batch = new Batch(together);
                order.went(batch);
                away.add(batch);
            }
            if (!away.isEmpty() && (random.nextBoolean() || step >= 5000)) {
                Batch batch = away.remove(random.nextInt(away.size()));
                if (random.nextInt(5) == 0) {
                    lost(batch);
                } else {
                    back(batch);
                }
            }
        }
        assertEquals(went, told.size());
        Map<String, Long> last = new HashMap<>();
        for (String each : told) {
            if (!each.endsWith("lost")) {
                String[] parts = each.split(" ", 2);
                long number = Long.parseLong(parts[1]);
                Long before = last.put(parts[0], number);
                assertTrue(before == null || before < number, each);
            }
        }
        assertEquals(0, frames.open());
    }
}
