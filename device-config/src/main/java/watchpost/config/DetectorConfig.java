package watchpost.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How objects are found.
 *
 * @param providers in the order of trying; empty means automatic
 * @param workers CPU workers, 1..64; empty means automatic
 * @param batch the most frames of one run, 1..16; empty means automatic
 * @param confidence detections less sure than this are dropped, 0..1
 */
public record DetectorConfig(
        ModelChoice model, List<Provider> providers, OptionalInt workers, OptionalInt batch, double confidence) {
    public DetectorConfig {
        providers = List.copyOf(providers);
    }

    /** The same with another model. */
    public DetectorConfig with(ModelChoice other) {
        return new DetectorConfig(other, providers, workers, batch, confidence);
    }

    /**
     * Which model.
     *
     * @param variant of the built-in model, as in {@code built-in:fp16}; empty chooses automatically
     * @param file model card or model; if present, it is used instead of the built-in model
     */
    public record ModelChoice(Optional<String> variant, Optional<Path> file) {
        public static final ModelChoice BUILT_IN = new ModelChoice(Optional.empty(), Optional.empty());
    }

    /** An ONNX Runtime execution provider. */
    public enum Provider {
        TENSORRT,
        CUDA,
        CPU
    }
}
