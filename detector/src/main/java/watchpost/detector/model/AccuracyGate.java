package watchpost.detector.model;

import java.util.List;
import java.util.Locale;
import watchpost.detector.model.ModelCard.Accuracy;
import watchpost.detector.model.ModelCard.Variant;

/**
 * Whether a variant in 8-bit whole numbers may run on an accelerator, where another could: only if its card has its accuracy beside that
 * of another precision, and it is not much worse in any of these. On the CPU it is what makes a small box possible, and its user's choice.
 */
public final class AccuracyGate {
    /** The least share of the other precision's figure. */
    static final double LEAST = 0.98;

    private AccuracyGate() {}

    /** Whether a variant computes in 8-bit whole numbers, by its card's word. */
    public static boolean isInt8(Variant variant) {
        return variant.precision().toLowerCase(Locale.ROOT).startsWith("int8");
    }

    /** True for every variant of another precision, and for those that are measured to be as good. */
    public static boolean passes(ModelCard card, Variant variant) {
        if (!isInt8(variant)) {
            return true;
        }
        List<String> others = card.variants().stream()
                .filter(other -> !isInt8(other))
                .map(Variant::name)
                .toList();
        boolean compared = false;
        for (Accuracy own : card.accuracy()) {
            for (Accuracy other : card.accuracy()) {
                if (own.of().equals(variant.name())
                        && others.contains(other.of())
                        && own.on().equals(other.on())
                        && own.measure().equals(other.measure())) {
                    compared = true;
                    if (own.value() < LEAST * other.value()) {
                        return false;
                    }
                }
            }
        }
        return compared;
    }
}
