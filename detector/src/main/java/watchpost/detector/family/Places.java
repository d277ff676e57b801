package watchpost.detector.family;

import java.util.Arrays;
import java.util.List;
import watchpost.core.geometry.Size;

/**
 * The places of one level of a feature pyramid: a grid over the input, row by row.
 *
 * @param stride distance of two places in input pixels
 * @param columns places in a row
 * @param count places in all
 */
record Places(int stride, int columns, int count) {
    private static final int FINEST = 4;
    private static final int COARSEST = 128;

    /** The grid of {@code stride} over {@code input}; the last row and column may reach beyond the edge. */
    static Places of(Size input, int stride) {
        int columns = (input.width() + stride - 1) / stride;
        int rows = (input.height() + stride - 1) / stride;
        return new Places(stride, columns, columns * rows);
    }

    /**
     * The grid with {@code count} places over {@code input}.
     *
     * @throws IllegalArgumentException if no stride from 4 to 128 makes that many
     */
    static Places counted(Size input, int count) {
        for (int stride = FINEST; stride <= COARSEST; stride *= 2) {
            Places places = of(input, stride);
            if (places.count() == count) {
                return places;
            }
        }
        throw new IllegalArgumentException(count + " places");
    }

    /** The grids of several strides over {@code input}. */
    static List<Places> all(Size input, int... strides) {
        return Arrays.stream(strides).mapToObj(stride -> of(input, stride)).toList();
    }

    /** How many places these grids have together. */
    static int total(Size input, int... strides) {
        return all(input, strides).stream().mapToInt(Places::count).sum();
    }
}
