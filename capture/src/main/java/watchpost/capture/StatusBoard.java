package watchpost.capture;

import java.time.Instant;
import java.time.InstantSource;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;

/** What a camera is doing, for everyone to read; the capture thread writes, and tells the sink. */
final class StatusBoard {
    private static final System.Logger LOG = System.getLogger("watchpost.capture");

    private final CameraStatusSink sink;
    private final InstantSource clock;
    private volatile CameraStatus current;

    StatusBoard(CameraId camera, CameraStatusSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
        this.current = new CameraStatus(camera, CameraState.CONNECTING, "", clock.instant(), 0, 0);
    }

    CameraStatus current() {
        return current;
    }

    /** Tells the state; the log hears of it once for each change of state or reason. */
    void publish(CameraState state, String reason, double decodedFps, double analysedFps) {
        CameraStatus before = current;
        boolean changed = before.state() != state || !before.reason().equals(reason);
        Instant since = before.state() == state ? before.since() : clock.instant();
        CameraStatus now = new CameraStatus(before.camera(), state, reason, since, decodedFps, analysedFps);
        current = now;
        sink.accept(now);
        if (changed && state == CameraState.STREAMING) {
            LOG.log(System.Logger.Level.INFO, "Camera " + now.camera() + " streams.");
        } else if (changed && !reason.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, reason);
        }
    }
}
