package watchpost.detector.onnx;

import java.util.List;

/** Who computes, the fastest first: the rungs of the ladder that a detector climbs down. */
public enum Provider {
    TENSORRT("TensorRT"),
    CUDA("CUDA"),
    CPU("CPU");

    private final String spoken;

    Provider(String spoken) {
        this.spoken = spoken;
    }

    /** Every rung, from the top. */
    public static List<Provider> ladder() {
        return List.of(values());
    }

    public boolean isAccelerator() {
        return this != CPU;
    }

    @Override
    public String toString() {
        return spoken;
    }
}
