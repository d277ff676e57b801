package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * One output of a graph after a run. The buffers belong to whoever ran it and are valid until the reader returns.
 *
 * @param dims the real shape of this run, batch first
 * @param floats the numbers, row-major from position 0; empty if they are whole numbers
 * @param longs the numbers of an output of whole numbers; empty otherwise
 */
public record Output(List<Integer> dims, FloatBuffer floats, LongBuffer longs) {
    private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
    private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);

    public static Output of(List<Integer> dims, FloatBuffer floats) {
        return new Output(dims, floats, NO_LONGS);
    }

    public static Output of(List<Integer> dims, LongBuffer longs) {
        return new Output(dims, NO_FLOATS, longs);
    }

    /** How many numbers there are for each picture of the batch. */
    public int perPicture() {
        int count = 1;
        for (int i = 1; i < dims.size(); i++) {
            count *= dims.get(i);
        }
        return count;
    }

    /** One number, whichever kind they are. */
    double number(int at) {
        return longs.capacity() > 0 ? longs.get(at) : floats.get(at);
    }
}
