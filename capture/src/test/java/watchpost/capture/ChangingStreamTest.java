package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Frame;
import watchpost.testkit.rtsp.ClipCamera;

/** A camera that is set to another size, codec or frame rate while it is watched. */
@Execution(ExecutionMode.CONCURRENT)
class ChangingStreamTest {
    private static final double LONGEST_GAP = 2;

    @Test
    void anotherCodecTakesTwoSecondsAtMost() throws Exception {
        Path[] clips = {TestClips.mjpegForRtp(), TestClips.h265(), TestClips.h264()};
        for (Transport transport : new Transport[] {Transport.TCP, Transport.UDP}) {
            try (ClipCamera server = server(TestClips.h264());
                    Watched gate = Watched.start(server.url("gate"), transport)) {
                Watched.Seen last = gate.frames(10).get(9);
                for (int i = 0; i < clips.length; i++) {
                    server.play("gate", clips[i]);
                    int connections = i + 2;
                    last = frames(gate, last, () -> server.connectionsSoFar() == connections);
                }
                assertEquals(0, gate.camera.counters().failures(), "a change is no failure");
                assertEquals(clips.length, gate.camera.counters().reconnects());
            }
        }
    }

    @Test
    void anotherFrameRateAndAJumpOfTheClockGoThroughInTheSameSession() throws Exception {
        try (ClipCamera server = server(TestClips.h264());
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Watched.Seen last = gate.frames(10).get(9);
            for (double fps : new double[] {5, 30}) {
                server.play("gate", TestClips.h264(), fps);
                last = frames(gate, last, () -> true);
            }
            server.jumpBack(Duration.ofHours(1));
            last = frames(gate, last, () -> true);
            server.giantUnit();
            frames(gate, last, () -> true);
            assertEquals(0, gate.camera.counters().reconnects());
        }
    }

    /** Takes frames for a second and at least ten after {@code happened}; no two of them are more than two seconds apart. */
    private static Watched.Seen frames(Watched gate, Watched.Seen before, BooleanSupplier happened)
            throws InterruptedException {
        long begin = System.nanoTime();
        Watched.Seen last = before;
        int after = 0;
        while (after < 10 || System.nanoTime() - begin < 1_000_000_000L) {
            after += happened.getAsBoolean() ? 1 : 0;
            Watched.Seen next = gate.frames(1).get(0);
            double gap = (next.atNanos() - last.atNanos()) / 1e9;
            assertTrue(gap <= LONGEST_GAP, "a gap of " + gap + " s; " + gate.camera.status());
            assertFalse(
                    next.time().moment().isBefore(last.time().moment()), "the timeline goes back at " + next.time());
            last = next;
        }
        return last;
    }

    /** A white rectangle at the same place of the scene stays at the same place of the picture, whatever the picture's size. */
    @Test
    void boxesStayInPlaceWhenThePictureChangesItsShape() throws Exception {
        Box place = new Box(0.25, 0.5, 0.25, 0.25);
        Size[] sizes = {new Size(640, 360), new Size(320, 240), new Size(480, 480), new Size(1280, 720)};
        BlockingQueue<Seen> boxes = new LinkedBlockingQueue<>();
        try (ClipCamera server = server(rectangle(sizes[0], place));
                Camera camera = new Camera(
                        Watched.settings(server.url("gate"), Transport.TCP),
                        frame -> boxes.add(look(frame)),
                        status -> {},
                        new OpenGate(4),
                        System::nanoTime,
                        Clock.systemUTC())) {
            camera.start();
            double worst = 0;
            for (Size size : sizes) {
                server.play("gate", rectangle(size, place));
                Seen seen = boxes.poll(20, TimeUnit.SECONDS);
                while (seen != null && !seen.picture.equals(size)) {
                    seen = boxes.poll(20, TimeUnit.SECONDS);
                }
                assertTrue(seen != null, "no picture of " + size + "; " + camera.status());
                worst = Math.max(worst, distance(place, seen.box));
                assertTrue(distance(place, seen.box) <= 0.01, size + ": " + seen.box);
            }
            assertEquals(0, camera.counters().reconnects());
            System.out.printf("boxes after changes of size: at most %.2f %% of the picture beside%n", worst * 100);
        }
    }

    private record Seen(Size picture, Box box) {}

    /** Where the white rectangle is, by the frame's own letterbox. */
    private static Seen look(Frame frame) {
        try (frame) {
            ByteBuffer pixels = frame.pixels();
            int width = frame.shape().input().width();
            int left = width;
            int top = width;
            int right = 0;
            int bottom = 0;
            for (int y = 0; y < frame.shape().input().height(); y++) {
                for (int x = 0; x < width; x++) {
                    if ((pixels.get((y * width + x) * 3 + 1) & 0xff) > 160) {
                        left = Math.min(left, x);
                        right = Math.max(right, x + 1);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y + 1);
                    }
                }
            }
            Size picture = frame.picture();
            return new Seen(picture, frame.shape().letterbox(picture).toPicture(left, top, right, bottom));
        }
    }

    private static double distance(Box a, Box b) {
        double corner = Math.max(Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
        double size = Math.max(
                Math.abs(a.x() + a.width() - b.x() - b.width()), Math.abs(a.y() + a.height() - b.y() - b.height()));
        return Math.max(corner, size);
    }

    private static Path rectangle(Size size, Box place) {
        return TestClips.rectangle(
                "changing-" + size + ".mp4",
                size,
                (int) (size.width() * place.x()),
                (int) (size.height() * place.y()),
                (int) (size.width() * place.width()),
                (int) (size.height() * place.height()));
    }

    private static ClipCamera server(Path clip) {
        return ClipCamera.builder().clip(clip).mount("gate").start();
    }
}
