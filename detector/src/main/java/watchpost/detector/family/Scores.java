package watchpost.detector.family;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Class scores: for each place one row with a number for each class. */
final class Scores {
    /** One in each byte. */
    private static final long ONES = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;

    private Scores() {}

    /** Gets each place whose best class is good enough. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param place row number
         * @param label column of the largest score; of equal ones the first
         */
        void visit(int place, int label, float score);
    }

    /**
     * Finds the rows that matter. Nearly every score is far below the threshold, so this is one comparison for each number, or for eight
     * of them where they are bytes, straight on the runtime's buffer.
     *
     * @param first where the first row begins
     */
    static void visit(Output scores, int first, int places, int classes, float least, Visitor visitor) {
        int end = first + places * classes;
        int i = first;
        int level = scores.hasLevels() ? scores.levels().first(least) : 0;
        while (i < end) {
            i = scores.hasLevels() ? next(scores.bytes(), i, end, level) : next(scores.floats(), i, end, least);
            if (i < end) {
                int place = (i - first) / classes;
                int row = first + place * classes;
                int label = best(scores, row, classes);
                visitor.visit(place, label, scores.real(row + label));
                i = row + classes;
            }
        }
    }

    /** Column of the largest of {@code classes} numbers from {@code row} on; of equal ones the first. */
    static int best(FloatBuffer scores, int row, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (scores.get(row + i) > scores.get(row + best)) {
                best = i;
            }
        }
        return best;
    }

    private static int best(Output scores, int row, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (scores.real(row + i) > scores.real(row + best)) {
                best = i;
            }
        }
        return best;
    }

    private static int next(FloatBuffer scores, int from, int end, float least) {
        int i = from;
        while (i < end && !(scores.get(i) >= least)) {
            i++;
        }
        return i;
    }

    private static int next(ByteBuffer scores, int from, int end, int least) {
        int i = from;
        while (i + Long.BYTES <= end && !anyAtLeast(scores.getLong(i), least)) {
            i += Long.BYTES;
        }
        while (i < end && (scores.get(i) & 0xff) < least) {
            i++;
        }
        return i;
    }

    /** Whether one of eight unsigned bytes is {@code least}, 0..256, or more. */
    private static boolean anyAtLeast(long bytes, int least) {
        if (least > 0xff) {
            return false;
        }
        // A byte's highest bit is set in the sum if its other bits alone reach the rest; no sum reaches the next byte.
        long low = bytes & LOW_BITS;
        return least <= 0x80
                ? (((low + (0x80 - least) * ONES) | bytes) & HIGH_BITS) != 0
                : ((low + (0x100 - least) * ONES) & bytes & HIGH_BITS) != 0;
    }
}
