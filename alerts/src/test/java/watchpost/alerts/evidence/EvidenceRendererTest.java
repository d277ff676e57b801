package watchpost.alerts.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import watchpost.alerts.Events;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Overlay.Tone;
import watchpost.core.vision.Picture;

class EvidenceRendererTest {
    private static final Overlay NOTHING = new Overlay(List.of());
    private static final Polygon LEFT_HALF =
            new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)));

    private final EvidenceRenderer renderer = new EvidenceRenderer(1280);

    /** Bright, with bars and a gradient, so that drawn things have to stand out. */
    private static Picture scene(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                int bar = x * 8 / width % 2 == 0 ? 220 : 60;
                bgr[at] = (byte) bar;
                bgr[at + 1] = (byte) (y * 255 / height);
                bgr[at + 2] = (byte) (255 - bar / 2);
            }
        }
        return new Picture(new Size(width, height), bgr, new FrameTime(Events.at(1), 0));
    }

    private static Overlay overlay() {
        return new Overlay(List.of(
                new Overlay.ZoneMark(
                        new Polygon(List.of(
                                new Point(0.35, 0.45),
                                new Point(0.95, 0.4),
                                new Point(0.98, 0.95),
                                new Point(0.3, 0.9))),
                        "yard",
                        Tone.NORMAL),
                new Overlay.LineMark(new Segment(new Point(0.05, 0.85), new Point(0.3, 0.55)), "Haustür", Tone.NORMAL),
                new Overlay.BoxMark(new Box(0.1, 0.2, 0.08, 0.3), "", Tone.QUIET),
                new Overlay.BoxMark(new Box(0.6, 0.02, 0.12, 0.6), "person 88 %", Tone.ALARM),
                new Overlay.BoxMark(new Box(0.93, 0.5, 0.1, 0.3), "bicycle 61 %", Tone.NORMAL)));
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static boolean isBlack(int rgb) {
        return (rgb >> 16 & 0xFF) < 24 && (rgb >> 8 & 0xFF) < 24 && (rgb & 0xFF) < 24;
    }

    @Test
    void masksHideEverythingBelowThemAndNothingElse() throws Exception {
        BufferedImage image = read(renderer.jpeg(scene(640, 360), NOTHING, List.of(LEFT_HALF)));
        for (int y = 0; y < 360; y += 3) {
            for (int x = 0; x <= 312; x += 3) {
                assertTrue(isBlack(image.getRGB(x, y)), "shines through at " + x + "," + y);
            }
            assertTrue(!isBlack(image.getRGB(340, y)), "hidden outside the mask at 340," + y);
        }
    }

    @Test
    void aMaskThatCannotBeAppliedCostsThePicture() {
        Polygon broken = new Polygon(List.of(new Point(Double.NaN, 0), new Point(1, 0), new Point(1, 1)));
        assertThrows(IllegalArgumentException.class, () -> renderer.jpeg(scene(64, 64), NOTHING, List.of(broken)));
    }

    @Test
    void widePicturesAreMadeSmallerAndSmallOnesAreNot() throws Exception {
        BufferedImage wide = read(renderer.jpeg(scene(1920, 1080), overlay(), List.of()));
        assertEquals(1280, wide.getWidth());
        assertEquals(720, wide.getHeight());
        byte[] small = renderer.jpeg(scene(320, 180), overlay(), List.of());
        assertEquals(320, read(small).getWidth());
        assertTrue(small.length < 40_000, () -> small.length + " bytes");
    }

    @Test
    void marksAreDrawnAndThePictureItselfIsLeftAlone() throws Exception {
        Picture scene = scene(1280, 720);
        byte[] before = scene.bgr().clone();
        Picture drawn = renderer.draw(scene, overlay());
        assertArrayEquals(before, scene.bgr());
        assertEquals(scene.size(), drawn.size());
        int edge = (360 * 1280 + (int) Math.round(0.6 * 1280)) * 3;
        assertEquals(0xD5, drawn.bgr()[edge + 2] & 0xFF, "vermilion on the alarm's left edge");
        assertEquals(0x00, drawn.bgr()[edge] & 0xFF);
        // to be looked at
        Files.write(Path.of("target", "evidence.jpg"), renderer.jpeg(scene, overlay(), List.of(maskAtTheTop())));
    }

    private static Polygon maskAtTheTop() {
        return new Polygon(List.of(new Point(0, 0), new Point(0.3, 0), new Point(0.25, 0.15), new Point(0, 0.15)));
    }
}
