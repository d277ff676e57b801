package watchpost.capture;

import java.nio.ByteBuffer;
import watchpost.core.geometry.Letterbox;
import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;

/**
 * Bilinear interpolation between the four nearest pixels, pixel centres at half, edges repeated, no smoothing before shrinking: what
 * most detectors were trained and are compared with. Computed in whole numbers, because halves are frequent and must round the same way
 * everywhere.
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
        int wholeX = 2 * place.width();
        int wholeY = 2 * place.height();
        long whole = (long) wholeX * wholeY;
        for (int y = 0; y < place.height(); y++) {
            int sourceY = source(y, height, place.height());
            int shareY = sourceY % wholeY;
            int top = sourceY / wholeY;
            int upper = top * width;
            int lower = Math.min(top + 1, height - 1) * width;
            for (int x = 0; x < place.width(); x++) {
                int sourceX = source(x, width, place.width());
                int shareX = sourceX % wholeX;
                int left = sourceX / wholeX;
                int right = Math.min(left + 1, width - 1);
                for (int channel = 0; channel < 3; channel++) {
                    long above = mix(bgr, upper + left, upper + right, channel, shareX, wholeX);
                    long below = mix(bgr, lower + left, lower + right, channel, shareX, wholeX);
                    int at = x * 3 + (channel == 0 ? first : channel == 2 ? last : 1);
                    row[at] = (byte) ((above * (wholeY - shareY) + below * shareY + whole / 2) / whole);
                }
            }
            pixels.put(((place.y() + y) * place.input().width() + place.x()) * 3, row);
        }
    }

    /** Where the centre of the target's pixel {@code i} lies in the source, within its outermost centres, in 1/(2 target lengths) of a pixel. */
    private static int source(int i, int sourceLength, int targetLength) {
        int at = (2 * i + 1) * sourceLength - targetLength;
        return Math.min((sourceLength - 1) * 2 * targetLength, Math.max(0, at));
    }

    private static long mix(byte[] bgr, int left, int right, int channel, int share, int whole) {
        int a = bgr[left * 3 + channel] & 0xff;
        int b = bgr[right * 3 + channel] & 0xff;
        return (long) a * (whole - share) + (long) b * share;
    }
}
