package watchpost.detector.family;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Class scores: for each place one row with a number for each class. */
final class Scores {
    /** One in each byte. */
    private static final long ONES = 0x0101010101010101L;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = ~HIGH_BITS;
    private static final int BLOCK = 4 * Long.BYTES;

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
     * Finds the rows that matter. Nearly every score is far below the threshold, so this is one comparison for each number, or for 32
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
        return scores.hasLevels()
                ? best(scores.bytes(), scores.levels(), row, classes)
                : best(scores.floats(), row, classes);
    }

    /** A larger byte may stand for the same number. */
    private static int best(ByteBuffer scores, Levels levels, int row, int classes) {
        int best = 0;
        int most = scores.get(row) & 0xff;
        for (int i = 1; i < classes; i++) {
            int level = scores.get(row + i) & 0xff;
            if (level > most && levels.number((byte) level) > levels.number((byte) most)) {
                best = i;
                most = level;
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

    /** Reads 32 unsigned bytes at a time as long as none of them is {@code least}, 0..256, or more. */
    private static int next(ByteBuffer scores, int from, int end, int least) {
        if (least > 0xff) {
            return end;
        }
        boolean high = least > 0x80;
        long rest = ((high ? 0x100 : 0x80) - least) * ONES;
        int i = from;
        for (; i + BLOCK <= end; i += BLOCK) {
            long any = reached(scores.getLong(i), rest, high)
                    | reached(scores.getLong(i + Long.BYTES), rest, high)
                    | reached(scores.getLong(i + 2 * Long.BYTES), rest, high)
                    | reached(scores.getLong(i + 3 * Long.BYTES), rest, high);
            if ((any & HIGH_BITS) != 0) {
                break;
            }
        }
        while (i < end && (scores.get(i) & 0xff) < least) {
            i++;
        }
        return i;
    }

    /**
     * Has the highest bit of each byte set that reaches what is looked for: in the sum that bit is set if the byte's other bits alone
     * reach the rest, and no sum reaches the next byte.
     *
     * @param high whether a byte has to have its own highest bit too
     */
    private static long reached(long bytes, long rest, boolean high) {
        long sum = (bytes & LOW_BITS) + rest;
        return high ? sum & bytes : sum | bytes;
    }
}
