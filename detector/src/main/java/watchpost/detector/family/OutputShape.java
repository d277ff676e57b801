package watchpost.detector.family;

import java.util.List;
import java.util.Locale;

/**
 * One output as the graph declares it.
 *
 * @param dims sizes of the axes, batch first; {@value #UNKNOWN} where the graph leaves it open
 * @param numbers what is in it
 */
public record OutputShape(String name, List<Integer> dims, Numbers numbers) {
    /** What an output's numbers are. */
    public enum Numbers {
        /** 32-bit floating point. */
        REAL,
        /** 64-bit whole numbers. */
        WHOLE,
        /** Bytes that stand for one of 256 numbers each. */
        LEVELS
    }

    /** A size that is known only after a run. */
    public static final int UNKNOWN = -1;

    public OutputShape {
        dims = List.copyOf(dims);
    }

    /** The last axis; {@value #UNKNOWN} if there is none. */
    public int last() {
        return dims.isEmpty() ? UNKNOWN : dims.get(dims.size() - 1);
    }

    /** True if the shape is this one; a size that the graph leaves open, or that is {@value #UNKNOWN} here, is any size. */
    boolean fits(int... sizes) {
        if (dims.size() != sizes.length) {
            return false;
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] != UNKNOWN && dims.get(i) != UNKNOWN && dims.get(i) != sizes[i]) {
                return false;
            }
        }
        return true;
    }

    /** True if the name has one of the words in it, in any case. */
    boolean isCalled(String... words) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return name + " " + dims;
    }
}
