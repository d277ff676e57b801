package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.port.CameraStatusSink;
import watchpost.testkit.Await;
import watchpost.testkit.rtsp.ClipCamera;

/** With the timers that a box has, each kind of fault is found as soon as it is promised, and nobody else's pictures suffer. */
@Execution(ExecutionMode.CONCURRENT)
class FoundInTimeTest {
    /** How much faster the clock of the camera with the standing picture runs. */
    private static final int SPEED = 4;

    @Test
    void silenceAndGarbageAreFoundAndOtherCamerasLoseNothing() throws Exception {
        try (ClipCamera silent = clip();
                ClipCamera nonsense = clip();
                ClipCamera well = clip();
                Watched first = Watched.start(settings(silent, Timers.DEFAULT));
                Watched second = Watched.start(settings(nonsense, Timers.DEFAULT));
                Watched other = Watched.start(settings(well, Timers.DEFAULT));
                Watched third = Watched.start(settings(well, Timers.DEFAULT))) {
            first.frames(10);
            second.frames(10);
            other.frames(1);
            third.frames(1);
            long begin = System.nanoTime();
            silent.freeze();
            nonsense.garbage(true);
            CameraStatus noBytes = first.status(CameraState.STALLED);
            double bytes = (System.nanoTime() - begin) / 1e9;
            CameraStatus noPictures = second.status(CameraState.STALLED);
            double pictures = (System.nanoTime() - begin) / 1e9;
            assertTrue(noBytes.reason().contains("has sent nothing"), noBytes.reason());
            assertTrue(noPictures.reason().contains("has given no picture"), noPictures.reason());
            System.out.printf("no bytes found after %.2f s, no pictures after %.2f s%n", bytes, pictures);
            assertTrue(bytes <= 5, bytes + " s");
            // the timer has three seconds; the rest is what a busy machine takes to say so
            assertTrue(pictures <= 4, pictures + " s");
            assertNoneLost(other);
            assertNoneLost(third);
        }
    }

    /** By their stamps: each picture is one interval after the one before. */
    private static void assertNoneLost(Watched camera) throws InterruptedException {
        List<Watched.Seen> seen = camera.frames(camera.frames.size());
        assertTrue(seen.size() > 30, seen.size() + " frames");
        for (int i = 1; i < seen.size(); i++) {
            Duration step =
                    seen.get(i).time().moment().since(seen.get(i - 1).time().moment());
            assertEquals(1.0 / 15, step.toNanos() / 1e9, 2e-3, "step to picture " + i);
        }
        assertEquals(0, camera.camera.counters().dropped());
        assertEquals(0, camera.camera.counters().damaged());
    }

    @Test
    void aStandingPictureIsFoundAndItsEndTooAndOtherCamerasLoseNothing() throws Exception {
        LinkedBlockingQueue<CameraStatus> statuses = new LinkedBlockingQueue<>();
        Timers slowed = new Timers(
                Timers.DEFAULT.connect().multipliedBy(SPEED),
                Timers.DEFAULT.bytes().multipliedBy(SPEED),
                Timers.DEFAULT.firstPicture().multipliedBy(SPEED),
                Timers.DEFAULT.picture().multipliedBy(SPEED),
                Timers.DEFAULT.udpSilence().multipliedBy(SPEED));
        try (ClipCamera server = clip();
                ClipCamera well = clip();
                Watched other = Watched.start(settings(well, Timers.DEFAULT));
                Watched third = Watched.start(settings(well, Timers.DEFAULT));
                Camera unchecked = fast(settings(server, slowed).checking(Set.of()), status -> {});
                Camera camera = fast(settings(server, slowed), statuses::add)) {
            unchecked.start();
            Await.until("pictures", () -> unchecked.counters().decoded() > 20);
            camera.start();
            Await.until("pictures", () -> camera.counters().decoded() > 20);
            assertEquals(CameraState.STREAMING, camera.status().state());
            server.still(true);
            long begin = System.nanoTime();
            CameraStatus frozen = next(statuses, CameraState.FROZEN);
            double seconds = SPEED * (System.nanoTime() - begin) / 1e9;
            System.out.printf("a standing picture is found after %.1f s of the camera's clock%n", seconds);
            assertTrue(seconds <= 30, seconds + " s");
            assertTrue(frozen.reason().startsWith("Camera gate: the picture is frozen"), frozen.reason());
            assertEquals(0, camera.counters().failures(), "the connection goes on");
            assertEquals(CameraState.STREAMING, unchecked.status().state(), "where nobody asks for it");
            server.still(false);
            next(statuses, CameraState.STREAMING);
            assertNoneLost(other);
            assertNoneLost(third);
        }
    }

    private static Camera fast(CameraSettings settings, CameraStatusSink statuses) {
        return new Camera(
                settings,
                Watched.CLOSING,
                statuses,
                new OpenGate(4),
                () -> System.nanoTime() * SPEED,
                Clock.systemUTC());
    }

    private static CameraStatus next(LinkedBlockingQueue<CameraStatus> statuses, CameraState wanted)
            throws InterruptedException {
        CameraStatus status = statuses.poll(20, TimeUnit.SECONDS);
        while (status != null && status.state() != wanted) {
            status = statuses.poll(20, TimeUnit.SECONDS);
        }
        assertTrue(status != null, "never " + wanted);
        return status;
    }

    private static CameraSettings settings(ClipCamera server, Timers timers) {
        return new CameraSettings(
                new CameraId("gate"), new SourceUrl(server.url("gate")), Transport.TCP, TestClips.SHAPE, 0, timers);
    }

    private static ClipCamera clip() {
        return ClipCamera.builder().clip(TestClips.h264()).mount("gate").start();
    }
}
