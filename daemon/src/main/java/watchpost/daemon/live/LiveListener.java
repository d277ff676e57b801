package watchpost.daemon.live;

import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;

/** Is told of each change of a {@link LiveModel}, on the thread that made the change; never blocks. */
public interface LiveListener {
    void onTracks(TracksOfMoment tracks);

    void onCamera(CameraStatus status);

    void onLevel(Level level);

    void onMeasurement(Measurement measurement);

    void onIncident(IncidentView incident);
}
