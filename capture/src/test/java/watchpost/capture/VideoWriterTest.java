package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Picture;

class VideoWriterTest {
    private static final FrameTime NO_TIME =
            new FrameTime(new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED), 0);

    @TempDir
    private Path folder;

    @Test
    void writesWhatCanBeReadBack() throws Exception {
        Path file = folder.resolve("out.mp4");
        Size odd = new Size(321, 241);
        try (VideoWriter writer = VideoWriter.open(file, odd, 12.5)) {
            for (int i = 0; i < 25; i++) {
                writer.write(grey(odd, 40 + i * 8));
                assertFalse(Files.exists(file), "an unfinished file has another name");
            }
        }
        try (VideoFile back = VideoFile.open(file, new CameraId("back"), TestClips.SHAPE, 0, Instant.EPOCH)) {
            assertEquals(new Size(320, 240), back.size());
            assertEquals(12.5, back.fps(), 0.01);
            int pictures = 0;
            for (Optional<Frame> next = back.next(); next.isPresent(); next = back.next()) {
                next.get().close();
                int middle = back.picture().bgr()[(120 * 320 + 160) * 3] & 0xff;
                assertEquals(40 + pictures * 8, middle, 8, "grey of picture " + pictures);
                pictures++;
            }
            assertEquals(25, pictures);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing temporary is left");
        }
    }

    @Test
    void leavesNothingWithoutPictures() throws Exception {
        VideoWriter.open(folder.resolve("empty.mp4"), new Size(64, 64), 5).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void saysThatItCannotWrite() {
        CaptureException e = assertThrows(
                CaptureException.class,
                () -> VideoWriter.open(folder.resolve("no/such/folder/out.mp4"), new Size(64, 64), 5));
        assertEquals(CaptureException.Kind.CANNOT_WRITE, e.kind());
        assertTrue(e.getMessage().contains("out.mp4"), e.getMessage());
    }

    private static Picture grey(Size size, int level) {
        byte[] bgr = new byte[size.width() * size.height() * 3];
        Arrays.fill(bgr, (byte) level);
        return new Picture(size, bgr, NO_TIME);
    }
}
