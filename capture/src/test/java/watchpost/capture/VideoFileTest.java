package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Picture;

class VideoFileTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void readsEveryPictureWithItsTime() throws Exception {
        try (VideoFile file = VideoFile.open(TestClips.h264(), GATE, TestClips.SHAPE, 0, START)) {
            assertEquals(new Size(640, 360), file.size());
            assertEquals(15, file.fps(), 0.01);
            List<Duration> times = new ArrayList<>();
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                try (Frame frame = next.get()) {
                    times.add(frame.time().moment().stream());
                    assertEquals(
                            START.plus(times.get(times.size() - 1)),
                            frame.time().moment().wall());
                    assertEquals(new Size(640, 360), frame.picture());
                    assertEquals(TestClips.SHAPE.bytes(), frame.pixels().remaining());
                }
            }
            assertEquals(30, times.size());
            assertEquals(Duration.ZERO, times.get(0));
            assertEquals(1.0 / 15, times.get(1).toNanos() / 1e9, 1e-4);
            assertEquals(29.0 / 15, times.get(29).toNanos() / 1e9, 1e-4);
            assertEquals(1, file.progress(), 0.01);
            assertEquals(0, file.openLeases());
        }
    }

    @Test
    void givesTheSameBytesOnEachRun() throws Exception {
        assertEquals(fingerprint(TestClips.h264()), fingerprint(TestClips.h264()));
        assertEquals(fingerprint(TestClips.msMpeg4()), fingerprint(TestClips.msMpeg4()));
    }

    @Test
    void readsTheFormatsOfOldRecorders() throws Exception {
        assertEquals(20, count(TestClips.msMpeg4(), 0));
        assertEquals(20, count(TestClips.mjpeg(), 0));
    }

    @Test
    void thinsToTheAnalysedRateEvenly() throws Exception {
        try (VideoFile file = VideoFile.open(TestClips.h264(), GATE, TestClips.SHAPE, 5, START)) {
            List<Long> millis = new ArrayList<>();
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                try (Frame frame = next.get()) {
                    millis.add(frame.time().moment().stream().toMillis());
                }
            }
            assertEquals(List.of(0L, 200L, 400L, 600L, 800L, 1000L, 1200L, 1400L, 1600L, 1800L), millis);
            assertEquals(10, file.scaledPictures(), "what is left out is not scaled");
        }
    }

    @Test
    void givesTheFullPictureOfTheLastFrameEvenAtTheEnd() throws Exception {
        try (VideoFile file = VideoFile.open(TestClips.h264(), GATE, TestClips.SHAPE, 5, START)) {
            assertThrows(IllegalStateException.class, file::picture);
            Duration last = Duration.ZERO;
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                try (Frame frame = next.get()) {
                    last = frame.time().moment().stream();
                    assertEquals(last, file.picture().time().moment().stream());
                }
            }
            Picture picture = file.picture();
            assertEquals(last, picture.time().moment().stream());
            assertEquals(new Size(640, 360), picture.size());
        }
    }

    @Test
    void followsAChangeOfSizeInTheMiddle() throws Exception {
        try (VideoFile file = VideoFile.open(TestClips.changingSize(), GATE, TestClips.SHAPE, 0, START)) {
            List<Size> sizes = new ArrayList<>();
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                try (Frame frame = next.get()) {
                    sizes.add(frame.picture());
                    int marginRows = frame.shape().letterbox(frame.picture()).y();
                    byte[] row = new byte[416 * 3];
                    frame.pixels().get((marginRows - 1) * 416 * 3, row);
                    assertEquals(0x0A, row[0], "margin above the picture");
                    frame.pixels().get((416 - marginRows) * 416 * 3, row);
                    assertEquals(0x1E, row[2], "margin below the picture");
                }
            }
            assertEquals(30, sizes.size());
            assertEquals(new Size(640, 360), sizes.get(0));
            assertEquals(new Size(320, 240), sizes.get(29));
        }
    }

    @Test
    void framesOutliveTheFile() throws Exception {
        Frame kept;
        byte[] before;
        try (VideoFile file = VideoFile.open(TestClips.h264(), GATE, TestClips.SHAPE, 0, START)) {
            kept = file.next().orElseThrow();
            before = bytes(kept);
        }
        try (kept) {
            assertArrayEquals(before, bytes(kept));
        }
    }

    @Test
    void saysWhatIsWrongInOneSentence(@TempDir Path folder) throws IOException {
        assertSays(folder.resolve("none.mp4"), CaptureException.Kind.MISSING_FILE, "there is no file");
        assertSays(folder, CaptureException.Kind.UNREADABLE, "cannot be read as a file");
        Path text =
                Files.writeString(folder.resolve("notes.mp4"), "not a video, and long enough to look at ".repeat(50));
        assertSays(text, CaptureException.Kind.UNREADABLE, "no video or picture that FFmpeg can read");
        assertSays(TestClips.soundOnly(), CaptureException.Kind.NO_VIDEO, "there is no video in it");
    }

    private static void assertSays(Path file, CaptureException.Kind kind, String words) {
        CaptureException e =
                assertThrows(CaptureException.class, () -> VideoFile.open(file, GATE, TestClips.SHAPE, 0, START));
        assertEquals(kind, e.kind());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
    }

    private static int count(Path clip, double fps) throws CaptureException {
        try (VideoFile file = VideoFile.open(clip, GATE, TestClips.SHAPE, fps, START)) {
            int count = 0;
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                next.get().close();
                count++;
            }
            return count;
        }
    }

    private static String fingerprint(Path clip) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (VideoFile file = VideoFile.open(clip, GATE, TestClips.SHAPE, 0, START)) {
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                try (Frame frame = next.get()) {
                    digest.update(frame.pixels());
                    digest.update(frame.time().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                digest.update(file.picture().bgr());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(Frame frame) {
        ByteBuffer pixels = frame.pixels();
        byte[] bytes = new byte[pixels.remaining()];
        pixels.get(bytes);
        return bytes;
    }
}
