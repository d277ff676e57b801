package watchpost.bench.peers;

import java.nio.file.Path;
import watchpost.detector.model.Model;

/** One way to detect objects in a video. */
interface Way {
    /**
     * Takes {@code frames} pictures of {@code clip} through the model, from the begin again where it ends.
     *
     * @param model of which the variant {@code variant} is to be used
     */
    void run(Path clip, Model model, String variant, int frames) throws Exception;

    /** The ONNX file of a variant. */
    static byte[] graph(Model model, String variant) {
        return model.graph(model.card().variants().stream()
                .filter(one -> one.name().equals(variant))
                .findFirst()
                .orElseThrow());
    }
}
