package watchpost.rules.part;

import org.jspecify.annotations.Nullable;
import watchpost.core.event.Level;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;

/**
 * A level that is told at each change, but at most once a second.
 *
 * @param told the value as last told; null before the first
 * @param at when, in watched nanoseconds
 */
public record Levels(@Nullable Values told, long at) {
    public static final Levels NONE = new Levels(null, 0);
    private static final long EVERY = 1_000_000_000L;

    public Levels seen(RuleSpec rule, MeasurementKind kind, Values values, Now now, Outputs out) {
        if (told != null && (told.equals(values) || now.watched() - at < EVERY)) {
            return this;
        }
        out.add(new Level(out.camera(), rule.id(), kind, now.moment(), values));
        return new Levels(values, now.watched());
    }
}
