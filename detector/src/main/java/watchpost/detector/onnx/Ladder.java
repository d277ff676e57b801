package watchpost.detector.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import watchpost.core.vision.FrameShape;

/**
 * Opens a graph on the best provider that works here: TensorRT, then CUDA, then the CPU. Each rung that fails is told.
 *
 * @param session open and warm; the caller closes it
 * @param provider where it runs
 * @param stepsDown one sentence for each provider that was tried before and did not work
 */
public record Ladder(InferenceSession session, Provider provider, List<String> stepsDown) {
    public Ladder {
        stepsDown = List.copyOf(stepsDown);
    }

    /**
     * Tries {@code providers} in their order.
     *
     * @param graphs the prepared graph for each provider
     * @throws InferenceException if none works; the message has every reason
     */
    public static Ladder open(List<Provider> providers, FrameShape shape, Function<Provider, byte[]> graphs) {
        List<String> reasons = new ArrayList<>();
        for (Provider provider : providers) {
            byte[] graph = graphs.apply(provider);
            try {
                return new Ladder(InferenceSession.open(graph, shape, provider), provider, reasons);
            } catch (InferenceException e) {
                reasons.add(provider + ": " + e.getMessage());
            }
        }
        throw new InferenceException("the model runs on none of " + providers + ": " + String.join("; ", reasons));
    }
}
