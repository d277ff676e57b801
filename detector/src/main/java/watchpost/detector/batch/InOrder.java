package watchpost.detector.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detections;

/**
 * Gives the results of each camera in the order in which its frames went to the detector, though workers finish in any order: a tracker
 * cannot go back. What overtook another waits until that one is back or lost. Bounded by the frames that are away. One thread, that of
 * the {@link Batcher}.
 */
public final class InOrder {
    private final Map<CameraId, Deque<Away>> cameras = new HashMap<>();

    /** A frame that went. */
    private static final class Away {
        private final Batch batch;
        private boolean back;
        /** What was found in it; null if it is not back, or was lost. */
        private @Nullable Detections result;

        private Away(Batch batch) {
            this.batch = batch;
        }
    }

    /**
     * A frame that is back or lost, as are all that its camera sent before.
     *
     * @param found empty if it was lost
     */
    public record Back(CameraId camera, Optional<Detections> found) {}

    /** The batch goes to the detector. */
    public void went(Batch batch) {
        batch.cameras().forEach(camera -> cameras.computeIfAbsent(camera, first -> new ArrayDeque<>())
                .add(new Away(batch)));
    }

    /**
     * A batch is back.
     *
     * @param results in the order of its frames
     * @return what is due now: its frames, if none before them is away, and those that waited for them
     */
    public List<Back> detected(Batch batch, List<Detections> results) {
        List<Back> due = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            settle(batch, batch.cameras().get(i), results.get(i), due);
        }
        return due;
    }

    /**
     * A batch was lost.
     *
     * @return what is due now, as in {@link #detected}
     */
    public List<Back> lost(Batch batch) {
        List<Back> due = new ArrayList<>();
        batch.cameras().forEach(camera -> settle(batch, camera, null, due));
        return due;
    }

    private void settle(Batch batch, CameraId camera, @Nullable Detections result, List<Back> due) {
        Deque<Away> frames = cameras.getOrDefault(camera, new ArrayDeque<>());
        for (Away away : frames) {
            if (away.batch == batch) {
                away.back = true;
                away.result = result;
            }
        }
        for (Away first = frames.peek(); first != null && first.back; first = frames.peek()) {
            frames.remove();
            due.add(new Back(camera, Optional.ofNullable(first.result)));
        }
    }
}
