package watchpost.daemon.scene;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;

/**
 * A heat map as PNG: the cells in colour over the camera's picture, or over even ground, and a scale below. A cell in which nobody stood
 * stays clear. Colours go with the square root of the time, so that short visits still show beside long ones; the scale's numbers say what
 * each means.
 */
public final class HeatPicture {
    private static final int MOST_WIDTH = 1280;
    private static final Size EVEN_GROUND = new Size(960, 540);
    private static final int GROUND = 0x2E3238;
    private static final int STRIP = 0x16181C;
    private static final int INK = 0xF2F2F2;
    private static final int STRIP_HEIGHT = 44;
    private static final int MARGIN = 14;
    private static final int BAR_TOP = 8;
    private static final int BAR_HEIGHT = 12;
    private static final int LABEL_TOP = 26;
    /** The least and the most of the picture that a coloured cell hides. */
    private static final double LEAST_COVER = 0.35;

    private static final double MOST_COVER = 0.75;
    /** From a short time to the longest; lighter is longer, for colour-blind eyes too. */
    private static final int[] COLOURS = {0x3B0F70, 0x8C2981, 0xDE4968, 0xFE9F6D, 0xFCFDBF};

    private HeatPicture() {}

    /**
     * Draws the map.
     *
     * @param ground already without what is to be hidden; empty for even ground
     */
    public static byte[] png(HeatGrid grid, Optional<Picture> ground) {
        BufferedImage image = ground.map(HeatPicture::fitted).orElseGet(HeatPicture::even);
        int height = image.getHeight() - STRIP_HEIGHT;
        double most = grid.most();
        for (int y = 0; y < height && most > 0; y++) {
            int row = Math.min(grid.rows() - 1, y * grid.rows() / height);
            for (int x = 0; x < image.getWidth(); x++) {
                int column = Math.min(grid.columns() - 1, x * grid.columns() / image.getWidth());
                double share = grid.seconds().get(row * grid.columns() + column) / most;
                if (share > 0) {
                    image.setRGB(x, y, over(image.getRGB(x, y), Math.sqrt(share)));
                }
            }
        }
        scale(image, height, most);
        return encoded(image);
    }

    private static int over(int under, double place) {
        double cover = LEAST_COVER + (MOST_COVER - LEAST_COVER) * place;
        return mixed(under, colour(place), cover);
    }

    /** Along the scale, 0..1. */
    private static int colour(double place) {
        double at = place * (COLOURS.length - 1);
        int index = Math.min(COLOURS.length - 2, (int) at);
        return mixed(COLOURS[index], COLOURS[index + 1], at - index);
    }

    private static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = (from >> shift) & 0xff;
            int b = (to >> shift) & 0xff;
            mixed |= (int) Math.round(a + (b - a) * share) << shift;
        }
        return mixed;
    }

    /** The bar of colours with the time at its start, at a quarter of the longest time (its middle) and at its end. */
    private static void scale(BufferedImage image, int top, double most) {
        int width = image.getWidth();
        fill(image, 0, top, width, STRIP_HEIGHT, STRIP);
        int left = MARGIN;
        int length = width - 2 * MARGIN;
        for (int x = 0; x < length; x++) {
            fill(image, left + x, top + BAR_TOP, 1, BAR_HEIGHT, colour((double) x / (length - 1)));
        }
        SmallLetters letters = new SmallLetters(image, INK);
        letters.write("0 s", left, top + LABEL_TOP);
        String middle = SmallLetters.time(most / 4);
        letters.write(middle, width / 2 - SmallLetters.width(middle) / 2, top + LABEL_TOP);
        String end = SmallLetters.time(most);
        letters.write(end, width - MARGIN - SmallLetters.width(end), top + LABEL_TOP);
    }

    private static void fill(BufferedImage image, int left, int top, int width, int height, int rgb) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
    }

    private static BufferedImage even() {
        BufferedImage image =
                new BufferedImage(EVEN_GROUND.width(), EVEN_GROUND.height() + STRIP_HEIGHT, BufferedImage.TYPE_INT_RGB);
        fill(image, 0, 0, EVEN_GROUND.width(), EVEN_GROUND.height(), GROUND);
        return image;
    }

    /** Every so many pixels in both directions, until the picture is no wider than a page. */
    private static BufferedImage fitted(Picture picture) {
        int step = Math.max(1, (picture.size().width() + MOST_WIDTH - 1) / MOST_WIDTH);
        int width = picture.size().width() / step;
        int height = picture.size().height() / step;
        BufferedImage image = new BufferedImage(width, height + STRIP_HEIGHT, BufferedImage.TYPE_INT_RGB);
        byte[] bgr = picture.bgr();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * step * picture.size().width() + x * step);
                image.setRGB(x, y, (bgr[at + 2] & 0xff) << 16 | (bgr[at + 1] & 0xff) << 8 | (bgr[at] & 0xff));
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
