package watchpost.rules.part;

import org.jspecify.annotations.Nullable;

/** A measured value and its error bound, in the same unit. */
public record Fact(double value, double error) {
    /** The one that is certain to be larger; either may be missing. */
    static @Nullable Fact best(@Nullable Fact one, @Nullable Fact other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.value - other.error > one.value - one.error ? other : one;
    }
}
