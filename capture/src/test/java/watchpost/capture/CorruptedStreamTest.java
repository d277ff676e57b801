package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.core.event.CameraState;
import watchpost.testkit.Await;
import watchpost.testkit.net.FaultProxy;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.rtsp.FaultScript;

/**
 * Whatever a camera sends and a network does to it: threads live on, memory stays, and good video is good again. The long form is
 * {@code -Dwatchpost.corrupted=3600} (seconds).
 */
@Isolated
class CorruptedStreamTest {
    private static final int SECONDS = Integer.getInteger("watchpost.corrupted", 16);
    /** Several decoders' memory at their largest, which comes and goes. */
    private static final long GROWTH_MIB = 96;

    private static final Duration STEP = Duration.ofMillis(400);

    @Test
    void corruptedRtpCostsNoThreadAndNoMemory() throws Exception {
        FaultScript script = new FaultScript()
                .then(STEP, camera -> camera.flipBits(0.02))
                .then(STEP, camera -> camera.noise(0.2))
                .then(STEP, camera -> camera.packetLoss(0.05))
                .then(STEP, ClipCamera::giantUnit)
                .then(STEP, camera -> camera.jumpBack(Duration.ofMinutes(10)))
                .then(STEP, camera -> camera.play("gate", TestClips.smallerH264()))
                .then(STEP, camera -> camera.flipBits(0.3))
                .then(STEP, ClipCamera::heal)
                .then(STEP, camera -> camera.garbage(true))
                .then(STEP, camera -> camera.play("gate", TestClips.mjpegForRtp()))
                .then(STEP, camera -> camera.flipBits(0.05))
                .then(STEP, camera -> camera.describeAs("v=0\r\nm=video nonsense\r\na=rtpmap:x"))
                .then(STEP, ClipCamera::dropConnections)
                .then(STEP, ClipCamera::heal)
                .then(STEP, camera -> camera.play("gate", TestClips.h264()));
        try (ClipCamera first = clip(1);
                ClipCamera second = clip(2);
                ClipCamera third = clip(3);
                FaultProxy network = FaultProxy.to(third.port());
                Watched tcp = Watched.start(first.url("gate"), Transport.TCP);
                Watched udp = Watched.start(second.url("gate"), Transport.UDP);
                Watched bytes = Watched.start("rtsp://127.0.0.1:" + network.port() + "/gate", Transport.TCP)) {
            List<Watched> cameras = List.of(tcp, udp, bytes);
            for (Watched camera : cameras) {
                camera.frames(5);
            }
            network.fromTarget().flipBits(0.0002);
            Resources early;
            try (FaultScript.Playing ontoFirst = script.repeat(first);
                    FaultScript.Playing ontoSecond = script.repeat(second)) {
                long begin = System.nanoTime();
                pass(begin, SECONDS / 2, cameras);
                early = Resources.now();
                pass(begin, SECONDS, cameras);
                assertTrue(ontoFirst.rounds() > 0 && ontoSecond.rounds() > 0, "the script was not played");
            }
            Resources late = Resources.now();
            System.out.printf("%d s of corrupted RTP: %s, then %s%n", SECONDS, early, late);
            for (Watched camera : cameras) {
                System.out.println("  " + camera.camera.counters());
                assertFalse(camera.camera.ended(), "a thread is lost");
                assertTrue(
                        camera.camera.counters().damaged() > 0,
                        camera.camera.counters().toString());
            }
            assertTrue(late.residentMiB() <= early.residentMiB() + GROWTH_MIB, early + ", then " + late);
            first.heal();
            second.heal();
            network.fromTarget().heal();
            for (Watched camera : cameras) {
                long decoded = camera.camera.counters().decoded();
                Await.until(
                        "good video again, from " + camera.camera.status(),
                        Duration.ofSeconds(90),
                        () -> camera.camera.counters().decoded() > decoded + 20
                                && camera.camera.status().state() == CameraState.STREAMING);
            }
        }
    }

    private static void pass(long begin, int seconds, List<Watched> cameras) {
        Await.until("time to pass", Duration.ofSeconds(seconds + 60L), () -> {
            cameras.forEach(camera -> {
                camera.frames.clear();
                camera.statuses.clear();
            });
            return System.nanoTime() - begin > seconds * 1_000_000_000L;
        });
    }

    private static ClipCamera clip(long seed) {
        return ClipCamera.builder()
                .clip(TestClips.h264())
                .mount("gate")
                .seed(seed)
                .start();
    }
}
