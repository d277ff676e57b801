package watchpost.detector.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Told of one frame after the other. */
    public interface Sink {
        /** A frame is back, and all that its camera sent before. */
        void detected(Detections result);

        /** A frame was lost, and all that its camera sent before are back. */
        void lost(CameraId camera);
    }

    /** The batch goes to the detector. */
    public void went(Batch batch) {
        batch.cameras().forEach(camera -> cameras.computeIfAbsent(camera, first -> new ArrayDeque<>())
                .add(new Away(batch)));
    }

    /**
     * A batch is back.
     *
     * @param results in the order of its frames
     * @param sink gets them, and those that waited for them, each camera's in order
     */
    public void detected(Batch batch, List<Detections> results, Sink sink) {
        for (int i = 0; i < results.size(); i++) {
            settle(batch, batch.cameras().get(i), results.get(i), sink);
        }
    }

    /** A batch was lost. */
    public void lost(Batch batch, Sink sink) {
        batch.cameras().forEach(camera -> settle(batch, camera, null, sink));
    }

    private void settle(Batch batch, CameraId camera, @Nullable Detections result, Sink sink) {
        Deque<Away> frames = cameras.getOrDefault(camera, new ArrayDeque<>());
        for (Away away : frames) {
            if (away.batch == batch) {
                away.back = true;
                away.result = result;
            }
        }
        for (Away first = frames.peek(); first != null && first.back; first = frames.peek()) {
            frames.remove();
            if (first.result == null) {
                sink.lost(camera);
            } else {
                sink.detected(first.result);
            }
        }
    }
}
