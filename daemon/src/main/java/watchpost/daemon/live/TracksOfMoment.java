package watchpost.daemon.live;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/** Everything followed in one camera's picture of one moment. */
public record TracksOfMoment(CameraId camera, Moment at, List<Track> tracks) {
    public TracksOfMoment {
        tracks = List.copyOf(tracks);
    }
}
