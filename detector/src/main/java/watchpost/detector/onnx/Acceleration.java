package watchpost.detector.onnx;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How accelerators are used.
 *
 * @param engines a folder for what TensorRT builds, which takes minutes; empty to build anew at each start
 */
public record Acceleration(Optional<Path> engines) {
    /** Nothing is kept. */
    public static final Acceleration DEFAULT = new Acceleration(Optional.empty());
}
