package watchpost.detector.family;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * One output of a graph after a run. The buffers belong to whoever ran it and are valid until the reader returns.
 *
 * @param dims the real shape of this run, batch first
 * @param floats the numbers, row-major from position 0; empty if they are of another kind
 * @param longs the numbers of an output of whole numbers; empty otherwise
 * @param bytes a byte for each number where {@code levels} says which it is; empty otherwise
 * @param levels what the bytes stand for; where there are no bytes, nothing that matters
 */
public record Output(List<Integer> dims, FloatBuffer floats, LongBuffer longs, ByteBuffer bytes, Levels levels) {
    private static final FloatBuffer NO_FLOATS = FloatBuffer.allocate(0);
    private static final LongBuffer NO_LONGS = LongBuffer.allocate(0);
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static final Levels NO_LEVELS = new Levels(new float[256]);

    public static Output of(List<Integer> dims, FloatBuffer floats) {
        return new Output(dims, floats, NO_LONGS, NO_BYTES, NO_LEVELS);
    }

    public static Output of(List<Integer> dims, LongBuffer longs) {
        return new Output(dims, NO_FLOATS, longs, NO_BYTES, NO_LEVELS);
    }

    public static Output of(List<Integer> dims, ByteBuffer bytes, Levels levels) {
        return new Output(dims, NO_FLOATS, NO_LONGS, bytes, levels);
    }

    /** How many numbers there are for each picture of the batch. */
    public int perPicture() {
        int count = 1;
        for (int i = 1; i < dims.size(); i++) {
            count *= dims.get(i);
        }
        return count;
    }

    /** Whether there is a byte for each number. */
    boolean hasLevels() {
        return bytes.capacity() > 0;
    }

    /** One number of those that are not whole. */
    float real(int at) {
        return hasLevels() ? levels.number(bytes.get(at)) : floats.get(at);
    }

    /** e to the power of the number that a byte stands for, over a number that is the same for all of the output. */
    double weight(int at) {
        return levels.weight(bytes.get(at));
    }

    /** One number, real or whole. */
    double number(int at) {
        return longs.capacity() > 0 ? longs.get(at) : real(at);
    }
}
