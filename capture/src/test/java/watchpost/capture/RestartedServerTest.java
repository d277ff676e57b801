package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.core.event.CameraState;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.Await;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.rtsp.GstCamera;

/**
 * A camera that reboots is back soon after it listens again, and nothing is left behind however often. The camera's clock runs fast,
 * so that the thirty seconds of good video after which failures are forgotten pass in half a second; waits between tries are real.
 * The long form is {@code -Dwatchpost.restarts=200}.
 */
@Isolated
class RestartedServerTest {
    private static final int RESTARTS = Integer.getInteger("watchpost.restarts", 5);
    private static final int GST_RESTARTS =
            Integer.getInteger("watchpost.restarts.gstreamer", Math.max(1, RESTARTS / 10));
    private static final int SPEED = 60;
    private static final int GOOD_PICTURES = 12;
    private static final Timers SLOWED = new Timers(
            Timers.DEFAULT.connect().multipliedBy(SPEED),
            Timers.DEFAULT.bytes().multipliedBy(SPEED),
            Timers.DEFAULT.firstPicture().multipliedBy(SPEED),
            Timers.DEFAULT.picture().multipliedBy(SPEED),
            Timers.DEFAULT.udpSilence().multipliedBy(SPEED));

    @Test
    void theClipCameraIsBackSoonAndNothingIsLeftBehind() throws Exception {
        try (ClipCamera server =
                ClipCamera.builder().clip(TestClips.h264()).mount("gate").start()) {
            restart("clip camera", server.url("gate"), server::stop, server::restart, RESTARTS);
        }
    }

    @Test
    void theServerOfGStreamerIsBackSoonAndNothingIsLeftBehind() throws Exception {
        try (GstCamera server =
                GstCamera.builder().mount("gate", TestClips.h264()).start()) {
            restart("GStreamer's server", server.url("gate"), server::kill, server::restart, GST_RESTARTS);
        }
    }

    private static void restart(String name, String url, Runnable stop, Runnable start, int times) throws Exception {
        CameraSettings settings =
                new CameraSettings(new CameraId("gate"), new SourceUrl(url), Transport.TCP, TestClips.SHAPE, 0, SLOWED);
        List<Double> seconds = new ArrayList<>();
        try (Camera camera = new Camera(
                settings,
                Watched.CLOSING,
                status -> {},
                new OpenGate(4),
                () -> System.nanoTime() * SPEED,
                Clock.systemUTC())) {
            camera.start();
            once(camera, stop, start);
            Resources before = Resources.now();
            for (int i = 0; i < times; i++) {
                seconds.add(once(camera, stop, start));
            }
            Resources after = Resources.now();
            Collections.sort(seconds);
            double p95 = seconds.get((int) Math.ceil(0.95 * times) - 1);
            System.out.printf(
                    "%s restarted %d times: back after %.2f s in the middle, p95 %.2f s, most %.2f s; %s, then %s%n",
                    name, times, seconds.get(times / 2), p95, seconds.get(times - 1), before, after);
            assertTrue(p95 <= 5, seconds.toString());
            assertTrue(after.threads() <= before.threads() + 1, before + ", then " + after);
            assertTrue(after.descriptors() <= before.descriptors() + 3, before + ", then " + after);
            assertTrue(after.residentMiB() <= before.residentMiB() + 40, before + ", then " + after);
        }
    }

    /** Lets it stream for a while, stops the server until a try has failed, and tells how long after its start pictures come. */
    private static double once(Camera camera, Runnable stop, Runnable start) {
        long streamed = camera.counters().decoded();
        Await.until(
                "good video", Duration.ofSeconds(60), () -> camera.counters().decoded() >= streamed + GOOD_PICTURES);
        long failures = camera.counters().failures();
        stop.run();
        Await.until(
                "a failed try", Duration.ofSeconds(60), () -> camera.counters().failures() >= failures + 2);
        assertTrue(
                camera.status().state() == CameraState.STALLED, camera.status().toString());
        long decoded = camera.counters().decoded();
        start.run();
        long begin = System.nanoTime();
        Await.until("pictures", Duration.ofSeconds(60), () -> camera.counters().decoded() > decoded);
        return (System.nanoTime() - begin) / 1e9;
    }
}
