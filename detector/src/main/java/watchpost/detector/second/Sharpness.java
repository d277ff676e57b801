package watchpost.detector.second;

import watchpost.core.vision.Picture;

/** How sharp a picture is: the variance of the Laplacian of its brightness, from 0 (one surface, or blurred) towards 1. */
public final class Sharpness {
    /** A variance of this much counts as half sharp: a vehicle in motion blur has about 20, a crisp one several hundred. */
    private static final double HALF = 100;
    /** Of larger pictures only every second or further pixel is looked at. */
    private static final int MOST_STEPS = 160;

    private Sharpness() {}

    /** Any thread. */
    public static double of(Picture picture) {
        int width = picture.size().width();
        int height = picture.size().height();
        int step = Math.max(1, Math.max(width, height) / MOST_STEPS);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < height - 1; y += step) {
            for (int x = 1; x < width - 1; x += step) {
                int at = y * width + x;
                double laplacian = 4.0 * grey(picture, at)
                        - grey(picture, at - 1)
                        - grey(picture, at + 1)
                        - grey(picture, at - width)
                        - grey(picture, at + width);
                sum += laplacian;
                squares += laplacian * laplacian;
                count++;
            }
        }
        if (count == 0) {
            return 0;
        }
        double variance = squares / count - sum / count * (sum / count);
        return variance / (variance + HALF);
    }

    /** Green, which is most of the brightness. */
    private static int grey(Picture picture, int pixel) {
        return picture.bgr()[3 * pixel + 1] & 0xff;
    }
}
