package watchpost.detector.onnx;

import java.util.List;
import watchpost.core.vision.FrameShape;
import watchpost.detector.graph.GraphPreparation;
import watchpost.detector.graph.QuantisedGraph;

/** Opens a graph on a provider. */
@FunctionalInterface
public interface SessionOpener {
    /** What the product uses. */
    SessionOpener ONNX_RUNTIME = OnnxSession::open;

    /**
     * Opens a prepared graph and warms it for batches of each size.
     *
     * @param graph as {@link GraphPreparation#fold} makes it, or {@link QuantisedGraph#rewritten} of that
     * @param shape the pixels it takes
     * @param batches ascending, the first is 1; only 1 if the graph takes one picture a run
     * @param acceleration only for accelerators
     * @throws InferenceException if the runtime or the provider is missing, or the graph cannot be run on it
     */
    InferenceSession open(
            byte[] graph, FrameShape shape, Provider provider, List<Integer> batches, Acceleration acceleration);
}
