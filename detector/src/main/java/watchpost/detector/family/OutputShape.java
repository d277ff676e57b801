package watchpost.detector.family;

import java.util.List;

/**
 * One output as the graph declares it.
 *
 * @param dims sizes of the axes, batch first; {@value #UNKNOWN} where the graph leaves it open
 * @param whole true for whole numbers, false for floating point
 */
public record OutputShape(String name, List<Integer> dims, boolean whole) {
    /** A size that is known only after a run. */
    public static final int UNKNOWN = -1;

    public OutputShape {
        dims = List.copyOf(dims);
    }

    /** The last axis. */
    public int last() {
        return dims.get(dims.size() - 1);
    }

    @Override
    public String toString() {
        return name + " " + dims;
    }
}
