package watchpost.capture;

import java.nio.ByteBuffer;
import watchpost.core.geometry.Letterbox;
import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;

/**
 * Bilinear interpolation between the four nearest pixels, pixel centres at half, edges repeated, no smoothing before shrinking: what
 * most detectors were trained and are compared with.
 */
final class BilinearResize {
    private BilinearResize() {}

    /** Writes {@code picture} into the region {@code place} of packed rows in {@code pixels}. */
    static void into(Picture picture, ByteBuffer pixels, Letterbox place, PixelOrder order) {
        int first = order == PixelOrder.BGR ? 0 : 2;
        int last = 2 - first;
        int width = picture.size().width();
        int height = picture.size().height();
        byte[] bgr = picture.bgr();
        byte[] row = new byte[place.width() * 3];
        for (int y = 0; y < place.height(); y++) {
            double sourceY = source(y, height, place.height());
            int top = (int) sourceY;
            int upper = top * width;
            int lower = Math.min(top + 1, height - 1) * width;
            for (int x = 0; x < place.width(); x++) {
                double sourceX = source(x, width, place.width());
                int left = (int) sourceX;
                int right = Math.min(left + 1, width - 1);
                for (int channel = 0; channel < 3; channel++) {
                    double above = mix(bgr, upper + left, upper + right, channel, sourceX - left);
                    double below = mix(bgr, lower + left, lower + right, channel, sourceX - left);
                    int at = x * 3 + (channel == 0 ? first : channel == 2 ? last : 1);
                    row[at] = (byte) Math.round(above + (below - above) * (sourceY - top));
                }
            }
            pixels.put(((place.y() + y) * place.input().width() + place.x()) * 3, row);
        }
    }

    /** Where the centre of the target's pixel {@code i} lies in the source, within its outermost centres. */
    private static double source(int i, int sourceLength, int targetLength) {
        double at = (i + 0.5) * sourceLength / targetLength - 0.5;
        return Math.min(sourceLength - 1.0, Math.max(0, at));
    }

    private static double mix(byte[] bgr, int left, int right, int channel, double share) {
        int a = bgr[left * 3 + channel] & 0xff;
        int b = bgr[right * 3 + channel] & 0xff;
        return a + (b - a) * share;
    }
}
