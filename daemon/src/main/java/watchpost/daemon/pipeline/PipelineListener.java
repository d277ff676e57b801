package watchpost.daemon.pipeline;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.fold.Counted;

/** Is told of each analysed picture, on the pipeline's thread, after the rules have seen it; never blocks. */
@FunctionalInterface
public interface PipelineListener {
    void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks);

    /** Is told what the detector found in a picture, sure or not, and what is followed in it, before the rules see it. */
    default void onFound(Detections found, List<Track> tracks) {}

    /** Is told of everything that the rules are given, before they are. */
    default void onInput(CameraId camera, RuleInput input) {}

    /** Is told of each object that a rule counted. */
    default void onCounted(CameraId camera, Counted counted) {}
}
