package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;

/** A folder of pictures as a camera. */
class FolderTest {
    private static final Duration STEP = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        picture("c.JPG", 300);
        picture("a.jpeg", 100);
        picture("b.png", 200);
        Files.writeString(folder.resolve("b-notes.txt"), "no picture");
        Files.writeString(folder.resolve("bb.jpg"), "no picture either");
    }

    @Test
    void itsPicturesComeInTheOrderOfTheirNamesAtTheRateAndOverAgain() throws Exception {
        try (Watched gate = Watched.start(settings().looping())) {
            List<Watched.Seen> seen = gate.frames(7);
            assertEquals(
                    List.of(100, 200, 300, 100, 200, 300, 100),
                    seen.stream().map(frame -> frame.picture().width()).toList());
            List<Duration> times =
                    seen.stream().map(frame -> frame.time().moment().stream()).toList();
            // the third of the four files has no picture, and its time passes
            for (int i = 0; i < times.size(); i++) {
                int place = i / 3 * 4 + List.of(0, 1, 3).get(i % 3);
                assertEquals(STEP.multipliedBy(place), times.get(i).minus(times.get(0)), "picture " + i);
            }
            assertTrue(gate.camera.counters().damaged() > 0);
        }
    }

    @Test
    void withoutLoopItEnds() throws Exception {
        try (Watched gate = Watched.start(settings())) {
            gate.frames(3);
            CameraStatus ended = gate.status(CameraState.DISABLED);
            assertTrue(ended.reason().contains(folder + " has ended"), ended.reason());
        }
    }

    @Test
    void probeTellsWhatIsInIt() throws Exception {
        ProbeReport report = Probe.probe(new SourceUrl(folder.toString()), Transport.AUTO, Duration.ofSeconds(1));
        assertEquals("jpeg", report.codec());
        assertEquals(5, report.fps(), 1.7);
        assertEquals(new Size(300, 80), report.size());
        assertEquals(Optional.empty(), report.transport());
        assertEquals(List.of(), report.advice());
    }

    @Test
    void aFolderWithoutPicturesSaysSo() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CaptureException e = assertThrows(
                CaptureException.class,
                () -> Probe.probe(new SourceUrl("file:" + empty), Transport.AUTO, Duration.ofSeconds(1)));
        assertTrue(e.getMessage().contains("holds no picture"), e.getMessage());
    }

    private CameraSettings settings() {
        return new CameraSettings(
                new CameraId("gate"),
                new SourceUrl(folder.toString()),
                Transport.AUTO,
                TestClips.SHAPE,
                0,
                Timers.DEFAULT);
    }

    private void picture(String name, int width) throws IOException {
        String format = name.endsWith("png") ? "png" : "jpg";
        BufferedImage image = new BufferedImage(width, 80, BufferedImage.TYPE_INT_RGB);
        assertTrue(ImageIO.write(image, format, folder.resolve(name).toFile()));
    }
}
