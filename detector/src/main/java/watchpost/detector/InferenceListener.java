package watchpost.detector;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detections;

/** Who hears what the inference threads found. Called on those threads; quick: it hands over and returns. */
public interface InferenceListener {
    /** The results of one batch in the order of its frames, which are closed by now. A worker is idle again. */
    void detected(List<Detections> results);

    /** A batch with a frame of each of {@code cameras} was lost; its frames are closed. A worker is idle again. */
    void failed(List<CameraId> cameras, RuntimeException reason);
}
