package watchpost.capture.scene;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import watchpost.core.geometry.Letterbox;

/**
 * What is kept of one picture: a fingerprint, and the brightness at the points of a grid.
 *
 * @param fingerprint equal for equal pictures, and practically never for others
 * @param brightness 0..255 for each of {@link #COLUMNS} × {@link #ROWS} points, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record SceneSample(long fingerprint, byte[] brightness) {
    public static final int COLUMNS = 64;
    public static final int ROWS = 48;
    static final int POINTS = COLUMNS * ROWS;

    private static final int BYTES_A_PIXEL = 3;
    /** So many rows go into the fingerprint: every eighth of a square model input, or more. */
    private static final int FINGERPRINT_ROWS = 52;

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /**
     * Samples one picture.
     *
     * @param pixels packed rows of three bytes a pixel, green in the middle, {@code place.input()} in size
     * @param place where the picture lies in them
     */
    public static SceneSample of(ByteBuffer pixels, Letterbox place) {
        ByteBuffer view = pixels.duplicate().order(ByteOrder.nativeOrder());
        return new SceneSample(fingerprint(view, place), brightness(view, place));
    }

    /** Green stands for brightness; four pixels of each cell are averaged, against noise. */
    private static byte[] brightness(ByteBuffer pixels, Letterbox place) {
        int[] columns = new int[2 * COLUMNS];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = (place.x() + (2 * i + 1) * place.width() / (2 * columns.length)) * BYTES_A_PIXEL + 1;
        }
        byte[] brightness = new byte[POINTS];
        int at = 0;
        for (int j = 0; j < ROWS; j++) {
            int upper = row(place, 2 * j);
            int lower = row(place, 2 * j + 1);
            for (int i = 0; i < columns.length; i += 2) {
                int sum = (pixels.get(upper + columns[i]) & 0xff)
                        + (pixels.get(upper + columns[i + 1]) & 0xff)
                        + (pixels.get(lower + columns[i]) & 0xff)
                        + (pixels.get(lower + columns[i + 1]) & 0xff);
                brightness[at++] = (byte) (sum >> 2);
            }
        }
        return brightness;
    }

    /** Where the half row {@code half} of the grid begins. */
    private static int row(Letterbox place, int half) {
        int y = place.y() + (2 * half + 1) * place.height() / (4 * ROWS);
        return y * place.input().width() * BYTES_A_PIXEL;
    }

    private static long fingerprint(ByteBuffer pixels, Letterbox place) {
        int stride = place.input().width() * BYTES_A_PIXEL;
        int rows = Math.min(place.height(), FINGERPRINT_ROWS);
        int length = place.width() * BYTES_A_PIXEL;
        // four at a time: a multiplication has to wait for the one before it
        long first = place.width();
        long second = 1;
        long third = 2;
        long fourth = 3;
        for (int j = 0; j < rows; j++) {
            int begin = (place.y() + j * place.height() / rows) * stride + place.x() * BYTES_A_PIXEL;
            int end = begin + length;
            int at = begin;
            for (; at + 4 * Long.BYTES <= end; at += 4 * Long.BYTES) {
                first = mixed(first, pixels.getLong(at));
                second = mixed(second, pixels.getLong(at + Long.BYTES));
                third = mixed(third, pixels.getLong(at + 2 * Long.BYTES));
                fourth = mixed(fourth, pixels.getLong(at + 3 * Long.BYTES));
            }
            for (; at < end; at++) {
                first = mixed(first, pixels.get(at));
            }
        }
        return mixed(mixed(mixed(first, second), third), fourth);
    }

    private static long mixed(long hash, long more) {
        long product = (hash ^ more) * PRIME;
        return product ^ product >>> 32;
    }
}
