package watchpost.detector;

import java.util.List;
import watchpost.core.vision.Detections;
import watchpost.detector.batch.Batch;

/** Who hears what the inference threads found. Called on those threads; quick: it hands over and returns. */
public interface InferenceListener {
    /**
     * What was found in a batch. A worker is idle again.
     *
     * @param batch closed by now, so only good for telling which
     * @param results in the order of its frames
     */
    void detected(Batch batch, List<Detections> results);

    /**
     * A batch was lost. A worker is idle again.
     *
     * @param batch closed by now or, if its run was given up, to be closed by that
     */
    void failed(Batch batch, RuntimeException reason);
}
