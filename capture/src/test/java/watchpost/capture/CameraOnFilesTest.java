package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Picture;

@Execution(ExecutionMode.CONCURRENT)
class CameraOnFilesTest {
    private static final double FRAME = 1.0 / 15;

    @Test
    void playsAFileAtItsOwnSpeedAndOverAgain() throws Exception {
        try (Watched gate = Watched.start(settings().looping())) {
            List<Watched.Seen> seen = gate.frames(45);
            for (int i = 1; i < seen.size(); i++) {
                assertEquals(FRAME, step(seen, i).toNanos() / 1e9, 1e-3, "step to picture " + i);
            }
            double played = (seen.get(44).atNanos() - seen.get(0).atNanos()) / 1e9;
            assertTrue(played > 44 * FRAME * 0.9, "45 pictures in " + played + " s");
            CameraStatus streaming = gate.status(CameraState.STREAMING);
            assertEquals("", streaming.reason());
            assertEquals(ClockQuality.SYNCED, seen.get(0).time().moment().clock());
        }
    }

    @Test
    void saysThatAFileHasEnded() throws Exception {
        try (Watched gate = Watched.start(settings())) {
            gate.frames(30);
            CameraStatus ended = gate.status(CameraState.DISABLED);
            assertTrue(ended.reason().contains("has ended"), ended.reason());
            CameraCounters counters = gate.camera.counters();
            assertEquals(30, counters.decoded());
            assertEquals(30, counters.analysed());
            assertEquals(0, counters.damaged());
        }
    }

    @Test
    void saysThatAFileIsMissing() throws Exception {
        CameraSettings settings = Watched.settings("file:///no/such/clip.mp4", Transport.AUTO);
        try (Watched gate = Watched.start(settings)) {
            String reason = gate.failure().reason();
            assertEquals("Camera gate: there is no file /no/such/clip.mp4; check the path.", reason);
        }
    }

    @Test
    void givesPicturesOfTheRecentPast() throws Exception {
        try (Watched gate = Watched.start(settings().looping())) {
            List<Watched.Seen> seen = gate.frames(10);
            Moment fifth = seen.get(8).time().moment();
            Picture picture = gate.camera.pictureAt(fifth).orElseThrow();
            assertEquals(fifth, picture.time().moment());
            assertEquals(new Size(640, 360), picture.size());
            Moment longAgo = seen.get(0).time().moment();
            Picture oldest = gate.camera.pictureAt(longAgo).orElseThrow();
            assertTrue(oldest.time().moment().since(longAgo).compareTo(Duration.ZERO) > 0, "history is bounded");
        }
    }

    @Test
    void givesAPartOfExactlyThePictureThatIsAskedFor() throws Exception {
        try (Watched gate = Watched.start(settings().looping())) {
            List<Watched.Seen> seen = gate.frames(10);
            Moment ninth = seen.get(8).time().moment();
            Box box = new Box(0.25, 0.5, 0.2, 0.25);
            Picture part = gate.camera.partAt(ninth, box, 1000).orElseThrow();
            Picture whole = gate.camera.pictureAt(ninth).orElseThrow();
            assertEquals(new Size(128, 90), part.size());
            assertEquals(ninth, part.time().moment());
            double difference = 0;
            for (int y = 2; y < 88; y++) {
                for (int x = 2 * 3; x < 126 * 3; x++) {
                    int expected = whole.bgr()[(180 + y) * 640 * 3 + 160 * 3 + x] & 0xff;
                    difference += Math.abs(expected - (part.bgr()[y * 128 * 3 + x] & 0xff));
                }
            }
            assertTrue(difference / (86 * 124 * 3) < 1, "mean difference " + difference / (86 * 124 * 3));
            assertEquals(
                    new Size(64, 45),
                    gate.camera.partAt(ninth, box, 64).orElseThrow().size());
            assertEquals(Optional.empty(), gate.camera.partAt(ninth, new Box(0.5, 0.5, 0.005, 0.2), 64));
            assertEquals(Optional.empty(), gate.camera.partAt(ninth.plus(Duration.ofMillis(1)), box, 64));
        }
    }

    @Test
    void givesTheNewestPictureAsJpegOnce() throws Exception {
        Watched gate = Watched.start(settings());
        try (gate) {
            gate.frames(30);
            LivePicture live = gate.camera.latestJpeg(320).orElseThrow();
            assertEquals(new Size(320, 180), live.size());
            var image = ImageIO.read(new ByteArrayInputStream(live.jpeg()));
            assertEquals(320, image.getWidth());
            assertEquals(180, image.getHeight());
            gate.status(CameraState.DISABLED);
            LivePicture last = gate.camera.latestJpeg(320).orElseThrow();
            assertSame(last, gate.camera.latestJpeg(320).orElseThrow(), "made once for each picture");
            assertEquals(640, gate.camera.latestJpeg(4000).orElseThrow().size().width());
        }
        assertEquals(Optional.empty(), gate.camera.latestJpeg(320));
    }

    @Test
    void dropsAndCountsWhenNobodyGivesFramesBack() throws Exception {
        BlockingQueue<Frame> held = new LinkedBlockingQueue<>();
        CountDownLatch ended = new CountDownLatch(1);
        CameraStatusSink statuses = status -> {
            if (status.state() == CameraState.DISABLED) {
                ended.countDown();
            }
        };
        Camera camera =
                new Camera(settings(), held::add, statuses, new OpenGate(1), System::nanoTime, Clock.systemUTC());
        camera.start();
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Frame frame = held.poll(10, TimeUnit.SECONDS);
            assertTrue(frame != null, "frame " + i);
            frames.add(frame);
        }
        assertTrue(ended.await(10, TimeUnit.SECONDS));
        assertEquals(30, camera.counters().decoded());
        assertEquals(22, camera.counters().dropped());
        assertEquals(8, camera.counters().openLeases());
        camera.close();
        frames.forEach(Frame::close);
        assertEquals(0, camera.counters().openLeases());
    }

    private static CameraSettings settings() {
        return Watched.settings(TestClips.h264().toString(), Transport.AUTO);
    }

    private static Duration step(List<Watched.Seen> seen, int i) {
        return seen.get(i).time().moment().since(seen.get(i - 1).time().moment());
    }
}
