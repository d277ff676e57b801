package watchpost.daemon.pipeline;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/** Is told what is followed in each analysed picture, on the pipeline's thread; never blocks. */
@FunctionalInterface
public interface PipelineListener {
    void onTracks(CameraId camera, Moment at, List<Track> tracks);
}
