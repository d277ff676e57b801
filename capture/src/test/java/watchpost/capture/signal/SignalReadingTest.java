package watchpost.capture.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Letterbox.Fit;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Size;
import watchpost.core.rule.Signal.State;
import watchpost.core.vision.PixelOrder;

/** A signal head drawn into a street, by day, at night and in glare, as large as it is in a model's input. */
class SignalReadingTest {
    private static final Size INPUT = new Size(416, 416);
    private static final Size PICTURE = new Size(1920, 1080);
    /** The head: 14 × 38 pixels of the input. */
    private static final Polygon HEAD = rectangle(0.5, 0.2, 14.0 / 416, 38.0 / 234);

    private static final Color DAY = new Color(150, 165, 180);
    private static final Color NIGHT = new Color(12, 12, 18);

    /** A lamp of the head from the top, or the left: what it shows when lit, and when not. */
    private enum Lamp {
        RED(0, new Color(245, 40, 30), new Color(58, 18, 16)),
        AMBER(1, new Color(250, 165, 20), new Color(60, 45, 14)),
        GREEN(2, new Color(30, 235, 150), new Color(14, 50, 38));

        private final int number;
        private final int lit;
        private final int dark;

        Lamp(int number, Color lit, Color dark) {
            this.number = number;
            this.lit = lit.getRGB();
            this.dark = dark.getRGB();
        }

        State state() {
            return State.valueOf(name());
        }
    }

    private final BufferedImage picture = new BufferedImage(416, 234, BufferedImage.TYPE_INT_RGB);
    private final Graphics2D pen = picture.createGraphics();

    @ParameterizedTest
    @EnumSource
    void byDay(Lamp lamp) {
        street(DAY);
        head(false, lamp);
        assertEquals(lamp.state(), read(HEAD));
    }

    @ParameterizedTest
    @EnumSource
    void atNightALampIsWhiteInTheMiddleAndColoursWhatIsAroundIt(Lamp lamp) {
        street(NIGHT);
        head(false, lamp);
        glow(lamp);
        assertEquals(lamp.state(), read(HEAD));
    }

    @ParameterizedTest
    @EnumSource
    void inAHeadThatLies(Lamp lamp) {
        street(DAY);
        head(true, lamp);
        assertEquals(lamp.state(), read(rectangle(0.5, 0.2, 38.0 / 416, 14.0 / 234)));
    }

    @ParameterizedTest
    @EnumSource
    void withNoiseAndBothOrdersOfBytes(Lamp lamp) {
        for (int seed = 1; seed <= 20; seed++) {
            street(DAY);
            head(false, lamp);
            noise(new Random(seed), 25);
            assertEquals(lamp.state(), read(HEAD), "seed " + seed);
            assertEquals(lamp.state(), read(HEAD, PixelOrder.RGB, Fit.STRETCHED), "seed " + seed);
        }
    }

    /** As a smaller model input, or a signal further away, shows it: down to a head of 5 × 13 pixels. */
    @ParameterizedTest
    @CsvSource({"RED, 2", "AMBER, 2", "GREEN, 2", "RED, 2.8", "AMBER, 2.8", "GREEN, 2.8"})
    void inASmallHead(Lamp lamp, double smaller) {
        street(DAY);
        head(false, lamp);
        noise(new Random(7), 10);
        Size input = new Size((int) (416 / smaller), (int) (416 / smaller));
        assertEquals(lamp.state(), read(HEAD, PixelOrder.BGR, Letterbox.of(PICTURE, input, Fit.CENTRED)));
    }

    @Test
    void redAndAmberTogetherIsStillRed() {
        street(DAY);
        head(false, Lamp.RED, Lamp.AMBER);
        assertEquals(State.RED, read(HEAD));
    }

    @Test
    void anOverexposedRedLampIsKnownByItsPlace() {
        street(NIGHT);
        head(false);
        lamp(false, 0, new Color(255, 190, 90).getRGB());
        assertEquals(State.RED, read(HEAD));
    }

    @Test
    void whatIsInDoubtIsUnknown() {
        street(DAY);
        head(false);
        assertEquals(State.UNKNOWN, read(HEAD), "no lamp is lit");

        head(false, Lamp.RED, Lamp.GREEN);
        assertEquals(State.UNKNOWN, read(HEAD), "red and green at once");

        head(false);
        lamp(false, 2, Lamp.RED.lit);
        assertEquals(State.UNKNOWN, read(HEAD), "red where green is");

        fill(HEAD, new Color(200, 30, 30));
        assertEquals(State.UNKNOWN, read(HEAD), "a red lorry before the head");

        fill(HEAD, new Color(120, 122, 125));
        assertEquals(State.UNKNOWN, read(HEAD), "a grey lorry before the head");
    }

    @ParameterizedTest
    @ValueSource(ints = {235, 255})
    void glareIsUnknown(int bright) {
        street(new Color(bright, bright, bright));
        fill(HEAD, new Color(bright, bright, bright - 10));
        lamp(false, 0, new Color(255, 150, 140).getRGB());
        assertEquals(State.UNKNOWN, read(HEAD));
    }

    @Test
    void darknessIsUnknown() {
        street(NIGHT);
        fill(HEAD, new Color(20, 6, 6));
        assertEquals(State.UNKNOWN, read(HEAD));
    }

    private void street(Color light) {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(light);
        pen.fillRect(0, 0, 416, 234);
    }

    private void head(boolean lying, Lamp... lit) {
        pen.setColor(new Color(22, 24, 24));
        pen.fillRect(208, 47, lying ? 38 : 14, lying ? 14 : 38);
        for (Lamp lamp : Lamp.values()) {
            lamp(lying, lamp.number, List.of(lit).contains(lamp) ? lamp.lit : lamp.dark);
        }
    }

    private void lamp(boolean lying, int number, int colour) {
        pen.setColor(new Color(colour));
        pen.fillOval(208 + 2 + (lying ? 12 * number : 0), 47 + 2 + (lying ? 0 : 12 * number), 10, 10);
    }

    private void glow(Lamp lamp) {
        pen.setColor(new Color(255, 250, 245));
        pen.fillOval(208 + 5, 47 + 5 + 12 * lamp.number, 4, 4);
    }

    private void fill(Polygon area, Color colour) {
        pen.setColor(colour);
        Point first = area.corners().get(0);
        Point last = area.corners().get(2);
        pen.fillRect(
                (int) Math.floor(first.x() * 416),
                (int) Math.floor(first.y() * 234),
                (int) Math.ceil((last.x() - first.x()) * 416) + 1,
                (int) Math.ceil((last.y() - first.y()) * 234) + 1);
    }

    private void noise(Random random, int strength) {
        for (int y = 0; y < 234; y++) {
            for (int x = 0; x < 416; x++) {
                int rgb = picture.getRGB(x, y);
                int noisy = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int value = (rgb >> shift & 0xff) + random.nextInt(2 * strength + 1) - strength;
                    noisy |= Math.max(0, Math.min(255, value)) << shift;
                }
                picture.setRGB(x, y, noisy);
            }
        }
    }

    private State read(Polygon area) {
        return read(area, PixelOrder.BGR, Fit.CENTRED);
    }

    /** Lays the picture into an input as the scaler would. */
    private State read(Polygon area, PixelOrder order, Fit fit) {
        return read(area, order, Letterbox.of(PICTURE, INPUT, fit));
    }

    private State read(Polygon area, PixelOrder order, Letterbox place) {
        int width = place.input().width();
        ByteBuffer input = ByteBuffer.allocateDirect(width * place.input().height() * 3);
        for (int y = 0; y < place.height(); y++) {
            for (int x = 0; x < place.width(); x++) {
                int rgb = mean(
                        x * 416 / place.width(),
                        y * 234 / place.height(),
                        Math.max(x * 416 / place.width() + 1, (x + 1) * 416 / place.width()),
                        Math.max(y * 234 / place.height() + 1, (y + 1) * 234 / place.height()));
                int at = ((place.y() + y) * width + place.x() + x) * 3;
                boolean first = order == PixelOrder.RGB;
                input.put(at, (byte) (first ? rgb >> 16 : rgb));
                input.put(at + 1, (byte) (rgb >> 8));
                input.put(at + 2, (byte) (first ? rgb : rgb >> 16));
            }
        }
        return SignalReading.of(input, order, place, area);
    }

    private int mean(int left, int top, int right, int bottom) {
        int[] sums = new int[3];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int i = 0; i < 3; i++) {
                    sums[i] += (picture.getRGB(x, y) >> (8 * i)) & 0xff;
                }
            }
        }
        int count = (right - left) * (bottom - top);
        return new Color(sums[2] / count, sums[1] / count, sums[0] / count).getRGB();
    }

    private static Polygon rectangle(double x, double y, double width, double height) {
        return new Polygon(List.of(
                new Point(x, y), new Point(x + width, y), new Point(x + width, y + height), new Point(x, y + height)));
    }
}
