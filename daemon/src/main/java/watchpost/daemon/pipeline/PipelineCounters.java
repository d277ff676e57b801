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

    /** Over all cameras. */
    public Coverage coverage() {
        return cameras.values().stream().map(Lane::coverage).reduce(Lane.NONE.coverage(), Coverage::plus);
    }

    /**
     * One camera.
     *
     * @param accepted frames that came from capture
     * @param overwritten frames that a newer one replaced before the detector had time for them
     * @param analysed frames that went through tracker and rules
     * @param late frames left out because a newer one came back from the detector first
     */
    public record Lane(long accepted, long overwritten, long analysed, long late, Coverage coverage) {
        /** Nothing happened yet. */
        public static final Lane NONE = new Lane(0, 0, 0, 0, new Coverage(0, 0, 0));
    }

    /**
     * How well a camera was watched so far, in seconds.
     *
     * @param watched pictures were analysed as often as wanted, or the camera's encoder saw nothing move
     * @param degraded pictures came, and too few of them were analysed
     * @param blind there was no usable picture
     */
    public record Coverage(double watched, double degraded, double blind) {
        /** The share that was watched, 0..1; 1 if nothing is known yet. */
        public double share() {
            double all = watched + degraded + blind;
            return all > 0 ? watched / all : 1;
        }

        /** Both together. */
        public Coverage plus(Coverage other) {
            return new Coverage(watched + other.watched, degraded + other.degraded, blind + other.blind);
        }
    }
}
