package watchpost.detector.model;

import java.util.List;
import java.util.Optional;

/**
 * What {@code model.yaml} says about a model. {@code docs/models.md} describes each key.
 *
 * @param provenance where the files come from and what was done to them, or the name of the file beside the card that tells it
 * @param family how the outputs are read ("nanodet")
 * @param classes names by column of the class scores; an empty name is a column that is never reported
 * @param rivals classes of which one object has only one
 * @param variants the same network in other precisions, the preferred one first; at least one
 * @param standIn another card, relative to this one, to be used instead where only the CPU is left
 * @param accuracy what was measured, where and on what
 */
public record ModelCard(
        String name,
        String version,
        String licence,
        String source,
        String provenance,
        String family,
        ModelInput input,
        Thresholds thresholds,
        List<String> classes,
        Rivals rivals,
        List<Variant> variants,
        Optional<String> standIn,
        List<Accuracy> accuracy) {
    public ModelCard {
        classes = List.copyOf(classes);
        variants = List.copyOf(variants);
        accuracy = List.copyOf(accuracy);
    }

    /**
     * Which boxes are reported.
     *
     * @param report lowest confidence that the detector hands on, 0..1: a tracker also wants the weak ones
     * @param confidence the confidence above which a detection should be believed, 0..1
     * @param overlap two boxes of one class that overlap by more (intersection over union) are one object
     * @param most the largest number of boxes of one frame
     */
    public record Thresholds(double report, double confidence, double overlap, int most) {}

    /**
     * Cross-class suppression: of boxes of one group that overlap by more than {@code overlap} (intersection over union), only the
     * most confident one stays, because a vehicle is a car or a truck.
     */
    public record Rivals(double overlap, List<List<String>> groups) {
        /** No class excludes another. */
        public static final Rivals NONE = new Rivals(1, List.of());

        public Rivals {
            groups = List.copyOf(groups);
        }
    }

    /**
     * One file with the network in one precision.
     *
     * @param name short name ("int8")
     * @param file file name beside the card
     * @param sha256 64 lower-case hexadecimal digits
     * @param precision how it computes ("int8", "fp16 weights")
     * @param target what it is made for
     */
    public record Variant(String name, String file, String sha256, String precision, Target target) {}

    /** What a variant is made for. */
    public enum Target {
        CPU,
        ACCELERATOR,
        ANY
    }

    /**
     * One measured figure.
     *
     * @param of name of the variant
     * @param on the data
     * @param measure what was measured ("AP50:95")
     * @param value as the measure says
     * @param source who measured it, and where it is written
     */
    public record Accuracy(String of, String on, String measure, double value, String source) {}
}
