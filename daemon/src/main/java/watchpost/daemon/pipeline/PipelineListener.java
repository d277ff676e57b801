package watchpost.daemon.pipeline;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Track;

/** Is told of each analysed picture, on the pipeline's thread, after the rules have seen it; never blocks. */
@FunctionalInterface
public interface PipelineListener {
    void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks);
}
