package watchpost.detector.text;

import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.model.TextCard;

/** Writes parts of pictures into an input of floats, {@code [batch, 3, height, width]}, normalised as the card says. */
final class Pixels {
    private static final int COLOURS = 3;

    private final float[] mean = new float[COLOURS];
    private final float[] scale = new float[COLOURS];
    private final boolean rgb;

    Pixels(TextCard.Graph graph) {
        for (int i = 0; i < COLOURS; i++) {
            mean[i] = graph.mean().get(i).floatValue();
            scale[i] = (float) (1 / graph.deviation().get(i));
        }
        this.rgb = graph.colour() == PixelOrder.RGB;
    }

    /**
     * Samples the rectangle {@code from} of {@code picture}; where it is larger than the place for it, each value is the mean of
     * several samples.
     */
    void write(Picture picture, Line from, Plane into) {
        double stepX = from.length() / into.width();
        double stepY = from.height() / into.height();
        int samplesX = Math.max(1, (int) Math.ceil(stepX));
        int samplesY = Math.max(1, (int) Math.ceil(stepY));
        double cos = Math.cos(from.angle());
        double sin = Math.sin(from.angle());
        float[] sum = new float[COLOURS];
        for (int row = 0; row < into.height(); row++) {
            for (int column = 0; column < into.width(); column++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int sy = 0; sy < samplesY; sy++) {
                    double across = (row + (sy + 0.5) / samplesY) * stepY - from.height() / 2;
                    for (int sx = 0; sx < samplesX; sx++) {
                        double along = (column + (sx + 0.5) / samplesX) * stepX - from.length() / 2;
                        double x = from.x() + along * cos - across * sin - 0.5;
                        double y = from.y() + along * sin + across * cos - 0.5;
                        add(picture, x, y, sum);
                    }
                }
                int at = into.offset() + row * into.rowLength() + column;
                for (int colour = 0; colour < COLOURS; colour++) {
                    float value = sum[rgb ? 2 - colour : colour] / (samplesX * samplesY);
                    into.values().put(at + colour * into.size(), (value - mean[colour]) * scale[colour]);
                }
            }
        }
    }

    /** Adds the colours at a place between pixels; the picture's edge goes on outside of it. */
    private static void add(Picture picture, double x, double y, float[] sum) {
        int lastX = picture.size().width() - 1;
        int lastY = picture.size().height() - 1;
        double inX = Math.min(lastX, Math.max(0, x));
        double inY = Math.min(lastY, Math.max(0, y));
        int left = (int) inX;
        int top = (int) inY;
        int right = Math.min(lastX, left + 1);
        int bottom = Math.min(lastY, top + 1);
        float partX = (float) (inX - left);
        float partY = (float) (inY - top);
        int stride = picture.size().width() * COLOURS;
        byte[] bgr = picture.bgr();
        for (int colour = 0; colour < COLOURS; colour++) {
            float upper = mixed(bgr, top * stride + colour, left, right, partX);
            float lower = mixed(bgr, bottom * stride + colour, left, right, partX);
            sum[colour] += upper + (lower - upper) * partY;
        }
    }

    private static float mixed(byte[] bgr, int row, int left, int right, float part) {
        int first = bgr[row + left * COLOURS] & 0xff;
        int second = bgr[row + right * COLOURS] & 0xff;
        return first + (second - first) * part;
    }
}
