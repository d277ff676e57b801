package watchpost.capture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import watchpost.capture.demand.Attention;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.supervise.Supervisor;
import watchpost.core.time.Ticker;

/**
 * What the parts of one camera's capture thread share.
 *
 * @param stopping opens when the camera is being closed
 * @param rest true while only key frames are looked at because nothing moves
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
        Attention attention,
        AtomicBoolean rest,
        Ticker ticker) {}
