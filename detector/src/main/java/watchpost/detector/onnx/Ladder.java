package watchpost.detector.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.core.vision.FrameShape;
import watchpost.detector.model.ModelException;

/**
 * Opens a graph on the best provider that works here: TensorRT, then CUDA, then the CPU. Each rung that fails is told.
 *
 * @param session open and warm; the caller closes it
 * @param provider where it runs
 * @param stepsDown one sentence for each provider that was tried before and did not work
 * @param single why each run has one picture though batches were wanted; empty if that is not so
 */
public record Ladder(InferenceSession session, Provider provider, List<String> stepsDown, Optional<String> single) {
    private static final List<Integer> ONE = List.of(1);

    public Ladder {
        stepsDown = List.copyOf(stepsDown);
    }

    /** What is opened on each rung. */
    public interface Graphs {
        /**
         * The prepared graph.
         *
         * @param batches whether the size of the batch stays open, else it is 1
         * @throws ModelException if the graph is not what its card says, or its batch is not open as wanted
         */
        byte[] prepared(Provider provider, boolean batches);

        /** The sizes of batches that are wanted there, ascending; the first is 1. */
        List<Integer> batches(Provider provider);
    }

    /** A {@link SessionOpener} that knows the shape of the frames and how accelerators are used. */
    @FunctionalInterface
    public interface Opener {
        InferenceSession open(byte[] graph, Provider provider, List<Integer> batches);
    }

    /**
     * Tries {@code providers} in their order. Where batches are wanted and do not work, each run has one picture.
     *
     * @throws InferenceException if none works; the message has every reason
     */
    public static Ladder open(List<Provider> providers, FrameShape shape, Graphs graphs, Opener opener) {
        List<String> reasons = new ArrayList<>();
        for (Provider provider : providers) {
            try {
                Optional<String> single = Optional.empty();
                List<Integer> batches = graphs.batches(provider);
                if (!batches.equals(ONE)) {
                    try {
                        byte[] graph = graphs.prepared(provider, true);
                        InferenceSession session = opener.open(graph, provider, batches);
                        BatchCheck.run(session, shape);
                        return new Ladder(session, provider, reasons, single);
                    } catch (ModelException | InferenceException e) {
                        single = Optional.of("Each run has one picture: " + e.getMessage());
                    }
                }
                byte[] graph = graphs.prepared(provider, false);
                return new Ladder(opener.open(graph, provider, ONE), provider, reasons, single);
            } catch (InferenceException e) {
                reasons.add(provider + ": " + e.getMessage());
            }
        }
        throw new InferenceException("the model runs on none of " + providers + ": " + String.join("; ", reasons));
    }
}
