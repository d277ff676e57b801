package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Picture;

class StillPictureTest {
    private static final CameraId DESK = new CameraId("desk");

    @Test
    void readsJpegLikeAnotherDecoder(@TempDir Path folder) throws Exception {
        BufferedImage drawn = new BufferedImage(320, 200, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 320; x++) {
                drawn.setRGB(x, y, new Color(x * 255 / 319, y * 255 / 199, 128).getRGB());
            }
        }
        Path file = folder.resolve("gradient.jpg");
        assertTrue(ImageIO.write(drawn, "jpeg", file.toFile()));
        BufferedImage expected = ImageIO.read(file.toFile());
        StillPicture still = StillPicture.read(file, DESK, TestClips.SHAPE);
        try (Frame frame = still.frame()) {
            assertEquals(DESK, frame.camera());
            Picture picture = still.picture();
            double worst = 0;
            double sum = 0;
            for (int i = 0; i < 320 * 200; i++) {
                int rgb = expected.getRGB(i % 320, i / 320);
                for (int channel = 0; channel < 3; channel++) {
                    int difference = Math.abs((rgb >> (8 * channel) & 0xff) - (picture.bgr()[i * 3 + channel] & 0xff));
                    worst = Math.max(worst, difference);
                    sum += difference;
                }
            }
            assertTrue(worst <= 12, "worst difference " + worst);
            assertTrue(sum / (320 * 200 * 3) < 1.5, "mean difference " + sum / (320 * 200 * 3));
        }
    }

    @Test
    void saysWhatIsWrongInOneSentence(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("a.jpg"), "this is only text");
        CaptureException e = assertThrows(CaptureException.class, () -> StillPicture.read(text, DESK, TestClips.SHAPE));
        assertEquals(CaptureException.Kind.UNSUPPORTED, e.kind());
        assertTrue(e.getMessage().contains("a.jpg"), e.getMessage());

        byte[] whole = Files.readAllBytes(
                TestClips.colour("orange.png", new watchpost.core.geometry.Size(200, 100), "0xFF8000"));
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, 40));
        CaptureException damaged =
                assertThrows(CaptureException.class, () -> StillPicture.read(half, DESK, TestClips.SHAPE));
        assertEquals(CaptureException.Kind.UNREADABLE, damaged.kind());

        CaptureException missing = assertThrows(
                CaptureException.class, () -> StillPicture.read(folder.resolve("b.jpg"), DESK, TestClips.SHAPE));
        assertEquals(CaptureException.Kind.MISSING_FILE, missing.kind());
    }
}
