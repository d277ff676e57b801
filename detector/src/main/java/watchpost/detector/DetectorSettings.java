package watchpost.detector;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import watchpost.detector.onnx.Acceleration;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;

/**
 * How a detector is opened.
 *
 * @param providers the execution providers to try, in order
 * @param report the lowest confidence that is reported, 0..1; empty for the model card's own (a tracker also wants the weak ones)
 * @param oneOf whether the card's {@code one-of} is applied: for measuring the network itself it is not
 * @param batch the most frames of one run, at least 1; empty for {@value #ACCELERATOR_BATCH} on an accelerator and 1 on the CPU
 * @param acceleration how accelerators are used
 * @param asPublished whether a graph is run as it was published, without {@link watchpost.detector.graph.QuantisedGraph}: for comparison
 * @param opener opens the sessions
 */
public record DetectorSettings(
        List<Provider> providers,
        OptionalDouble report,
        boolean oneOf,
        OptionalInt batch,
        Acceleration acceleration,
        boolean asPublished,
        SessionOpener opener) {
    private static final int ACCELERATOR_BATCH = 16;

    public DetectorSettings {
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a detector needs at least one execution provider");
        }
    }

    public DetectorSettings(List<Provider> providers, OptionalDouble report) {
        this(providers, report, true, OptionalInt.empty(), Acceleration.DEFAULT, false, SessionOpener.ONNX_RUNTIME);
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
        return new DetectorSettings(
                providers, OptionalDouble.of(leastConfidence), oneOf, batch, acceleration, asPublished, opener);
    }

    /** As the network answers: an object may be a car and a truck. */
    public DetectorSettings withoutOneOf() {
        return new DetectorSettings(providers, report, false, batch, acceleration, asPublished, opener);
    }

    /** On other providers. */
    public DetectorSettings on(List<Provider> others) {
        return new DetectorSettings(others, report, oneOf, batch, acceleration, asPublished, opener);
    }

    /** @param most frames of one run, at least 1 */
    public DetectorSettings batchesOf(int most) {
        return new DetectorSettings(providers, report, oneOf, OptionalInt.of(most), acceleration, asPublished, opener);
    }

    /** @param folder where engines are kept */
    public DetectorSettings keepingEnginesIn(Path folder) {
        return new DetectorSettings(
                providers, report, oneOf, batch, new Acceleration(Optional.of(folder)), asPublished, opener);
    }

    /** With graphs as they were published. */
    public DetectorSettings withGraphsAsPublished() {
        return new DetectorSettings(providers, report, oneOf, batch, acceleration, true, opener);
    }

    /** With sessions that {@code another} opens. */
    public DetectorSettings openedBy(SessionOpener another) {
        return new DetectorSettings(providers, report, oneOf, batch, acceleration, asPublished, another);
    }

    /** The sizes of batches to warm: powers of two up to the largest, and that. */
    List<Integer> batches(Provider provider) {
        int most = batch.orElse(provider.isAccelerator() ? ACCELERATOR_BATCH : 1);
        return IntStream.concat(IntStream.iterate(1, size -> size < most, size -> 2 * size), IntStream.of(most))
                .boxed()
                .toList();
    }
}
