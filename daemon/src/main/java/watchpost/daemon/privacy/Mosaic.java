package watchpost.daemon.privacy;

import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;

/**
 * Makes parts of pictures unrecognisable, for good: all that stays of a part are the mean colours of a few cells, and between their
 * middles the colours run into each other. So nobody can compute back what was there.
 */
final class Mosaic {
    /** Along the longer side of a part. A head is about one of them in a person's box. */
    private static final int CELLS = 6;
    /** Along the longer side of a whole picture. */
    private static final int CELLS_OF_ALL = 16;
    /** In pixels. */
    private static final int LEAST_CELL = 8;

    private static final int CHANNELS = 3;

    private final Picture picture;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final int columns;
    private final int rows;

    private Mosaic(Picture picture, Box part, int cells) {
        Size size = picture.size();
        this.picture = picture;
        this.left = clip((int) Math.floor(part.x() * size.width()), size.width());
        this.top = clip((int) Math.floor(part.y() * size.height()), size.height());
        this.width = clip((int) Math.ceil(part.right() * size.width()), size.width()) - left;
        this.height = clip((int) Math.ceil(part.bottom() * size.height()), size.height()) - top;
        double cell = Math.max(LEAST_CELL, Math.max(width, height) / (double) cells);
        this.columns = Math.max(1, (int) (width / cell));
        this.rows = Math.max(1, (int) (height / cell));
    }

    /** Changes {@code part} of {@code picture} in its own bytes. */
    static void hide(Picture picture, Box part) {
        new Mosaic(picture, part, CELLS).apply();
    }

    /** Changes all of {@code picture} in its own bytes. */
    static void hideAll(Picture picture) {
        new Mosaic(picture, new Box(0, 0, 1, 1), CELLS_OF_ALL).apply();
    }

    private static int clip(int pixel, int length) {
        return Math.min(length, Math.max(0, pixel));
    }

    private void apply() {
        if (width > 0 && height > 0) {
            spread(means());
        }
    }

    /** By row, column and channel. */
    private double[] means() {
        double[] sums = new double[rows * columns * CHANNELS];
        int[] pixels = new int[rows * columns];
        byte[] bgr = picture.bgr();
        for (int y = 0; y < height; y++) {
            int row = y * rows / height;
            for (int x = 0; x < width; x++) {
                int cell = row * columns + x * columns / width;
                int at = offset(x, y);
                pixels[cell]++;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    sums[cell * CHANNELS + channel] += bgr[at + channel] & 0xFF;
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= pixels[i / CHANNELS];
        }
        return sums;
    }

    private int offset(int x, int y) {
        return CHANNELS * ((top + y) * picture.size().width() + left + x);
    }

    private void spread(double[] means) {
        byte[] bgr = picture.bgr();
        for (int y = 0; y < height; y++) {
            double down = place(y, height, rows);
            int row = (int) down;
            int nextRow = Math.min(rows - 1, row + 1);
            for (int x = 0; x < width; x++) {
                double along = place(x, width, columns);
                int column = (int) along;
                int nextColumn = Math.min(columns - 1, column + 1);
                int at = offset(x, y);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double above = between(means, row, column, nextColumn, along - column, channel);
                    double below = between(means, nextRow, column, nextColumn, along - column, channel);
                    bgr[at + channel] = (byte) Math.round(above + (below - above) * (down - row));
                }
            }
        }
    }

    /** Among the middles of {@code cells}, within the first and the last. */
    private static double place(int pixel, int length, int cells) {
        return Math.min(cells - 1.0, Math.max(0, (pixel + 0.5) * cells / length - 0.5));
    }

    private double between(double[] means, int row, int column, int nextColumn, double share, int channel) {
        double from = means[(row * columns + column) * CHANNELS + channel];
        double to = means[(row * columns + nextColumn) * CHANNELS + channel];
        return from + (to - from) * share;
    }
}
