package watchpost.daemon.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Values;
import watchpost.core.geometry.Size;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;

/** A map of two columns and two rows: nobody, 1 s, 4 s, 16 s. */
class HeatPictureTest {
    private static final HeatGrid GRID = new HeatGrid(2, 2, List.of(0.0, 1.0, 4.0, 16.0));
    private static final int GREY = 100;

    @Test
    void cellsGetLighterWithTimeAndEmptyOnesStayClear() throws IOException {
        BufferedImage map = read(HeatPicture.png(GRID, Optional.of(grey(640, 360))));
        assertEquals(new Color(GREY, GREY, GREY), cell(map, 0, 0), "nobody stood there");
        double second = light(cell(map, 1, 0));
        double four = light(cell(map, 0, 1));
        double sixteen = light(cell(map, 1, 1));
        assertTrue(second < four && four < sixteen, second + ", " + four + ", " + sixteen);
    }

    @Test
    void theScaleHasTheColoursOfTheCells() throws IOException {
        BufferedImage map = read(HeatPicture.png(GRID, Optional.of(grey(640, 360))));
        int bar = 360 + 14;
        assertTrue(light(new Color(map.getRGB(14, bar))) < light(new Color(map.getRGB(320, bar))), "dark to light");
        assertTrue(light(new Color(map.getRGB(320, bar))) < light(new Color(map.getRGB(625, bar))), "dark to light");
        long inked = 0;
        for (int x = 0; x < 640; x++) {
            for (int y = 360 + 26; y < 360 + 36; y++) {
                inked += light(new Color(map.getRGB(x, y))) > 200 ? 1 : 0;
            }
        }
        assertTrue(inked > 100, "the numbers 0 s, 4 s and 16 s");
    }

    @Test
    void aLargePictureIsMadeSmallerAndWithoutOneTheGroundIsEven() throws IOException {
        assertEquals(
                960, read(HeatPicture.png(GRID, Optional.of(grey(1920, 1080)))).getWidth());
        BufferedImage even = read(HeatPicture.png(GRID, Optional.empty()));
        assertEquals(960, even.getWidth());
        assertTrue(light(cell(even, 1, 1)) > light(cell(even, 0, 0)) + 50);
    }

    @Test
    void aMapWithoutAnybodyIsThePicture() throws IOException {
        HeatGrid empty = new HeatGrid(2, 2, List.of(0.0, 0.0, 0.0, 0.0));
        BufferedImage map = read(HeatPicture.png(empty, Optional.of(grey(640, 360))));
        assertEquals(new Color(GREY, GREY, GREY), cell(map, 1, 1));
    }

    @Test
    void recordsAddUpAndWrongOnesAreRefused() {
        Values record = Values.builder()
                .put("columns", 2L)
                .put("rows", 2L)
                .put("seconds", List.of(1.0, 0.0, 0.5, 2.0))
                .build();
        assertEquals(
                List.of(1.0, 1.0, 4.5, 18.0), GRID.plus(HeatGrid.of(record)).seconds());
        assertThrows(IllegalArgumentException.class, () -> new HeatGrid(2, 2, List.of(1.0)));
    }

    @Test
    void timesAreSaidInTheUnitThatFits() {
        assertEquals("4.5 s", SmallLetters.time(4.5));
        assertEquals("0 s", SmallLetters.time(0));
        assertEquals("12 min", SmallLetters.time(720));
        assertEquals("2.5 h", SmallLetters.time(9000));
    }

    private static Color cell(BufferedImage map, int column, int row) {
        int height = map.getHeight() - 44;
        return new Color(map.getRGB(map.getWidth() * (2 * column + 1) / 4, height * (2 * row + 1) / 4));
    }

    private static double light(Color colour) {
        return 0.3 * colour.getRed() + 0.6 * colour.getGreen() + 0.1 * colour.getBlue();
    }

    private static Picture grey(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        Arrays.fill(bgr, (byte) GREY);
        Moment noon = new Moment(Duration.ZERO, Instant.parse("2026-11-21T12:00:00Z"), ClockQuality.SYNCED);
        return new Picture(new Size(width, height), bgr, new FrameTime(noon, 0));
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
