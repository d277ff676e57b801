package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;
import watchpost.testkit.rtsp.ClipCamera;

/** Opening and closing again and again leaves memory, threads and descriptors where they were. */
@Isolated
class NothingLeftBehindTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final int FRAMES = Integer.getInteger("watchpost.frames", 1000);
    private static final int ROUNDS = 300;
    /** The long form is {@code -Dwatchpost.openings=1200}. */
    private static final int OPENINGS = Integer.getInteger("watchpost.openings", 40);
    /** Small, because frames are freed by garbage collection and this is about FFmpeg's memory. */
    private static final FrameShape SHAPE = new FrameShape(new Size(32, 32), PixelOrder.BGR, Letterbox.Fit.CENTRED, 0);
    /** A forgotten picture of each round would be more; what the Java heap grows by is less. */
    private static final long GROWTH = 90L << 20;

    @Test
    void threeHundredOpeningsLeaveNothingBehind() throws Exception {
        openAndClose(30);
        long memory = residentBytes();
        long descriptors = descriptors();
        openAndClose(ROUNDS);
        long grown = residentBytes() - memory;
        assertTrue(grown < GROWTH, "grown by " + (grown >> 20) + " MiB");
        assertTrue(descriptors() <= descriptors + 4, "descriptors: " + descriptors + ", then " + descriptors());
    }

    @Test
    void manyFramesLeaveNothingBehind() throws Exception {
        decode(FRAMES / 2);
        long memory = besideHeap();
        decode(FRAMES / 2);
        long grown = besideHeap() - memory;
        System.out.printf(
                Locale.ROOT,
                "%d frames: in the second half resident memory beside the Java heap grew by %.0f KiB per 1000%n",
                FRAMES,
                grown / 1024.0 * 2000 / FRAMES);
        assertTrue(grown < GROWTH, "grown by " + (grown >> 20) + " MiB");
    }

    private static long besideHeap() throws IOException {
        return residentBytes() - Runtime.getRuntime().totalMemory();
    }

    private static void decode(int frames) throws Exception {
        int left = frames;
        while (left > 0) {
            try (VideoFile file = VideoFile.open(TestClips.noisy720(), GATE, SHAPE, 0, Instant.EPOCH)) {
                for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                    next.get().close();
                    left--;
                }
                assertEquals(0, file.openLeases());
            }
        }
    }

    @Test
    void failedOpeningsLeaveNothingBehind() throws Exception {
        long descriptors = descriptors();
        fail(30);
        long memory = residentBytes();
        fail(ROUNDS / 2);
        long grown = residentBytes() - memory;
        assertTrue(grown < GROWTH, "grown by " + (grown >> 20) + " MiB");
        assertTrue(descriptors() <= descriptors + 4, "descriptors: " + descriptors + ", then " + descriptors());
    }

    @Test
    void fortyCamerasLeaveNothingBehind() throws Exception {
        try (ClipCamera server =
                ClipCamera.builder().clip(TestClips.h264()).mount("gate").start()) {
            long threads = 0;
            long descriptors = 0;
            for (int i = 0; i < OPENINGS; i++) {
                try (Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
                    gate.frames(1);
                }
                if (i % 300 == 299) {
                    System.out.printf("%d openings: %s%n", i + 1, Resources.now());
                }
                if (i == 5) {
                    threads = Thread.activeCount();
                    descriptors = descriptors();
                }
            }
            assertTrue(Thread.activeCount() <= threads, threads + " threads, then " + Thread.activeCount());
            assertTrue(descriptors() <= descriptors + 3, descriptors + " descriptors, then " + descriptors());
        }
    }

    private static void openAndClose(int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            try (VideoFile file = VideoFile.open(TestClips.smallerH264(), GATE, SHAPE, 0, Instant.EPOCH);
                    Frame frame = file.next().orElseThrow()) {
                assertTrue(frame.pixels().isDirect());
            }
        }
    }

    private static void fail(int rounds) throws Exception {
        Path sound = TestClips.soundOnly();
        for (int i = 0; i < rounds; i++) {
            try (VideoFile file = VideoFile.open(sound, GATE, SHAPE, 0, Instant.EPOCH)) {
                throw new AssertionError("opened " + file.size());
            } catch (CaptureException e) {
                assertTrue(e.kind() == CaptureException.Kind.NO_VIDEO, e.getMessage());
            }
        }
    }

    static long residentBytes() throws IOException {
        System.gc();
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
