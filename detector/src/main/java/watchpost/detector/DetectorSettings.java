package watchpost.detector;

import java.util.List;
import java.util.OptionalDouble;
import watchpost.detector.onnx.Provider;

/**
 * How a detector is opened.
 *
 * @param providers the execution providers to try, in order
 * @param report the lowest confidence that is reported, 0..1; empty for the model card's own (a tracker also wants the weak ones)
 * @param oneOf whether the card's {@code one-of} is applied: for measuring the network itself it is not
 */
public record DetectorSettings(List<Provider> providers, OptionalDouble report, boolean oneOf) {
    public DetectorSettings {
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a detector needs at least one execution provider");
        }
    }

    public DetectorSettings(List<Provider> providers, OptionalDouble report) {
        this(providers, report, true);
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
        return new DetectorSettings(providers, OptionalDouble.of(leastConfidence), oneOf);
    }

    /** As the network answers: an object may be a car and a truck. */
    public DetectorSettings withoutOneOf() {
        return new DetectorSettings(providers, report, false);
    }
}
