package watchpost.daemon.pipeline;

import java.util.Map;
import watchpost.core.id.CameraId;

/**
 * Figures since the start.
 *
 * @param batches batches computed
 * @param frames frames in them
 * @param failed batches lost to an error
 * @param busyNanos time that the inference threads spent in the detector, added up
 * @param idleWorkers inference threads with nothing to do now
 * @param cameras by camera
 */
public record PipelineCounters(
        long batches, long frames, long failed, long busyNanos, int idleWorkers, Map<CameraId, Lane> cameras) {
    public PipelineCounters {
        cameras = Map.copyOf(cameras);
    }

    /**
     * One camera.
     *
     * @param accepted frames that came from capture
     * @param overwritten frames that a newer one replaced before the detector had time for them
     * @param analysed frames that went through tracker and rules
     * @param late frames left out because a newer one came back from the detector first
     */
    public record Lane(long accepted, long overwritten, long analysed, long late) {
        /** Nothing happened yet. */
        public static final Lane NONE = new Lane(0, 0, 0, 0);
    }
}
