package watchpost.detector.onnx;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;

/** One graph, open and warm on one provider. Any number of threads may run it at the same time. */
public interface InferenceSession extends AutoCloseable {
    /** The graph's outputs in their order. */
    List<OutputShape> outputs();

    /** The sizes of batches that are warm, ascending; the first is 1. */
    List<Integer> batches();

    /** How many pictures can go through one run. */
    default int most() {
        return batches().get(batches().size() - 1);
    }

    /**
     * Runs some pictures together, in a batch of the nearest warm size.
     *
     * @param pictures at least one, at most {@link #most()}: direct buffers of the shape's bytes; only read
     * @param reader gets the outputs in the graph's order, the pictures first in their order; they are valid until it returns
     * @throws InferenceException if the run fails
     */
    <T> T run(List<ByteBuffer> pictures, Function<List<Output>, T> reader);

    /** Waits for the runs in progress, then gives all native memory back. Closing again does nothing. */
    @Override
    void close();
}
