package watchpost.detector;

import java.util.List;
import java.util.OptionalDouble;
import watchpost.detector.onnx.Provider;

/**
 * How a detector is opened.
 *
 * @param providers the execution providers to try, in order
 * @param report the lowest confidence that is reported, 0..1; empty for the model card's own (a tracker also wants the weak ones)
 */
public record DetectorSettings(List<Provider> providers, OptionalDouble report) {
    public DetectorSettings {
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a detector needs at least one execution provider");
        }
    }

    /** Every provider from the top, confidence as the card says. */
    public static DetectorSettings defaults() {
        return new DetectorSettings(Provider.ladder(), OptionalDouble.empty());
    }

    /** On the CPU only, confidence as the card says. */
    public static DetectorSettings onCpu() {
        return new DetectorSettings(List.of(Provider.CPU), OptionalDouble.empty());
    }

    public DetectorSettings reporting(double leastConfidence) {
        return new DetectorSettings(providers, OptionalDouble.of(leastConfidence));
    }
}
