package watchpost.testkit.plates;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import watchpost.core.geometry.Size;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;

/** A car seen from behind, with a plate. Any thread. */
public final class DrawnCar {
    /** A plate's width, of the car's. */
    private static final double PLATE_WIDTH = 0.3;

    private static final double PLATE_WIDTH_OF_TWO_LINES = 0.2;
    /** Of the plate's width. */
    private static final double PLATE_HEIGHT = 0.22;

    private static final double PLATE_HEIGHT_OF_TWO_LINES = 0.68;

    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";
    private static final FrameTime NEVER =
            new FrameTime(new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED), 0);

    private DrawnCar() {}

    /** Two or three letters, three or four digits. */
    public static String plate(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(2, 4); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        for (int i = random.nextInt(3, 5); i > 0; i--) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    /** One or two letters and perhaps a digit, below them a plate's rest. */
    public static String plateOfTwoLines(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 2; i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        if (random.nextBoolean()) {
            text.append(random.nextInt(10));
        }
        text.append('\n');
        for (int i = random.nextInt(1, 3); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        for (int i = 3; i > 0; i--) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    /** What a detector would cut out: the car and a little around it. A line feed begins the plate's second line. */
    public static Picture seen(String plate, PlateView view, RandomGenerator random) {
        int carWidth = (int) Math.round(view.plateWidth() / plateWidth(plate));
        int width = (int) (carWidth * 1.1);
        int height = (int) (carWidth * 0.95);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = pen(image);
        pen.setPaint(new Color(96, 98, 100));
        pen.fillRect(0, 0, width, height);
        pen.rotate(Math.toRadians(view.degrees()), width / 2.0, height / 2.0);
        draw(pen, plate, new Rectangle2D.Double(width * 0.045, height * 0.05, carWidth, carWidth * 0.85), random);
        pen.dispose();
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] bgr = view.blur() > 1 ? blurred(bytes, width, height, view.blur()) : bytes;
        for (int i = 0; view.noise() > 0 && i < bgr.length; i++) {
            double value = (bgr[i] & 0xff) + random.nextGaussian() * view.noise();
            bgr[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return new Picture(new Size(width, height), bgr, NEVER);
    }

    /** A pen that draws without steps. */
    public static Graphics2D pen(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return pen;
    }

    /** Draws the car into {@code place}. */
    public static void draw(Graphics2D pen, String plate, Rectangle2D place, RandomGenerator random) {
        AffineTransform before = pen.getTransform();
        pen.translate(place.getX(), place.getY());
        pen.scale(place.getWidth() / 100, place.getHeight() / 85);
        body(pen, Color.getHSBColor(random.nextFloat(), 0.6f, 0.35f + 0.4f * random.nextFloat()));
        plate(pen, plate);
        pen.setTransform(before);
    }

    private static void body(Graphics2D pen, Color paint) {
        pen.setColor(new Color(20, 20, 22, 150));
        pen.fill(new RoundRectangle2D.Double(2, 76, 96, 9, 10, 6));
        pen.setColor(new Color(18, 18, 18));
        pen.fill(new RoundRectangle2D.Double(8, 62, 15, 22, 6, 6));
        pen.fill(new RoundRectangle2D.Double(77, 62, 15, 22, 6, 6));
        Path2D cabin = new Path2D.Double();
        cabin.moveTo(14, 34);
        cabin.curveTo(20, 8, 24, 3, 34, 2);
        cabin.lineTo(66, 2);
        cabin.curveTo(76, 3, 80, 8, 86, 34);
        cabin.closePath();
        pen.setPaint(new GradientPaint(0, 0, paint.brighter(), 0, 40, paint));
        pen.fill(cabin);
        Path2D window = new Path2D.Double();
        window.moveTo(21, 31);
        window.curveTo(25, 12, 28, 8, 35, 7);
        window.lineTo(65, 7);
        window.curveTo(72, 8, 75, 12, 79, 31);
        window.closePath();
        pen.setPaint(new GradientPaint(20, 5, new Color(40, 50, 60), 70, 32, new Color(120, 135, 150)));
        pen.fill(window);
        pen.setPaint(new GradientPaint(0, 30, paint.brighter(), 0, 72, paint.darker()));
        pen.fill(new RoundRectangle2D.Double(3, 31, 94, 42, 18, 18));
        pen.setPaint(paint.darker());
        pen.setStroke(new BasicStroke(0.7f));
        pen.draw(new RoundRectangle2D.Double(20, 34, 60, 22, 6, 6));
        pen.setColor(new Color(190, 20, 25));
        pen.fill(new RoundRectangle2D.Double(5, 37, 15, 11, 5, 5));
        pen.fill(new RoundRectangle2D.Double(80, 37, 15, 11, 5, 5));
        pen.setColor(new Color(245, 190, 120));
        pen.fill(new RoundRectangle2D.Double(6, 42, 6, 5, 3, 3));
        pen.fill(new RoundRectangle2D.Double(88, 42, 6, 5, 3, 3));
        pen.setColor(new Color(35, 35, 38));
        pen.fill(new RoundRectangle2D.Double(3, 60, 94, 13, 8, 8));
    }

    private static double plateWidth(String text) {
        return text.contains("\n") ? PLATE_WIDTH_OF_TWO_LINES : PLATE_WIDTH;
    }

    private static void plate(Graphics2D pen, String text) {
        List<String> lines = text.lines().toList();
        double width = 100 * plateWidth(text);
        // the car is drawn 100 wide and 85 high into a place of that shape
        double height = width * (lines.size() > 1 ? PLATE_HEIGHT_OF_TWO_LINES : PLATE_HEIGHT);
        double x = 50 - width / 2;
        double y = 57;
        pen.setColor(new Color(236, 236, 230));
        pen.fill(new RoundRectangle2D.Double(x, y, width, height, 1, 1));
        pen.setColor(new Color(25, 25, 25));
        pen.setStroke(new BasicStroke(0.3f));
        pen.draw(new RoundRectangle2D.Double(x, y, width, height, 1, 1));
        double row = height / Math.max(1, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            line(pen, lines.get(i), new Rectangle2D.Double(x, y + i * row, width, row));
        }
    }

    private static void line(Graphics2D pen, String text, Rectangle2D place) {
        Font font = new Font(Font.SANS_SERIF, Font.BOLD, 10);
        GlyphVector glyphs = font.createGlyphVector(pen.getFontRenderContext(), text);
        Rectangle2D bounds = glyphs.getOutline().getBounds2D();
        double scale =
                Math.min(place.getWidth() * 0.88 / bounds.getWidth(), place.getHeight() * 0.66 / bounds.getHeight());
        AffineTransform before = pen.getTransform();
        pen.translate(place.getCenterX(), place.getCenterY());
        pen.scale(scale, scale);
        pen.translate(-bounds.getCenterX(), -bounds.getCenterY());
        pen.fill(glyphs.getOutline());
        pen.setTransform(before);
    }

    private static byte[] blurred(byte[] bgr, int width, int height, int size) {
        byte[] result = new byte[bgr.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int colour = 0; colour < 3; colour++) {
                    int sum = 0;
                    int count = 0;
                    for (int dy = -(size / 2); dy < size - size / 2; dy++) {
                        for (int dx = -(size / 2); dx < size - size / 2; dx++) {
                            int at = Math.min(height - 1, Math.max(0, y + dy)) * width
                                    + Math.min(width - 1, Math.max(0, x + dx));
                            sum += bgr[at * 3 + colour] & 0xff;
                            count++;
                        }
                    }
                    result[(y * width + x) * 3 + colour] = (byte) (sum / count);
                }
            }
        }
        return result;
    }
}
