package watchpost.detector.family;

import java.util.List;

/** Reads the outputs of one graph. Stateless: any number of threads. */
@FunctionalInterface
public interface Decoder {
    /**
     * Adds what was found in one picture.
     *
     * @param outputs in the graph's order
     * @param picture index within the batch
     * @param found where the boxes go; it knows the lowest confidence that counts
     */
    void decode(List<Output> outputs, int picture, Candidates found);
}
