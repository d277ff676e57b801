package watchpost.capture;

import java.util.concurrent.CountDownLatch;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.supervise.Supervisor;
import watchpost.core.time.Ticker;

/**
 * What the parts of one camera's capture thread share.
 *
 * @param stopping opens when the camera is being closed
 */
record CameraContext(
        CameraSettings settings,
        Source source,
        Supervisor supervisor,
        InterruptGuard guard,
        CountDownLatch stopping,
        StatusBoard board,
        Counters counters,
        PacketRing ring,
        Ticker ticker) {}
