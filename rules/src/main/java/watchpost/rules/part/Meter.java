package watchpost.rules.part;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/** What a measuring rule counts. Immutable: each method gives the meter after it. {@link MeasuringFold} keeps the intervals. */
public interface Meter {
    MeasurementKind kind();

    /** Credits {@code nanos} of watched time before this frame: what was so in the frame before was so until this one. */
    default Meter credit(long nanos) {
        return this;
    }

    /** A frame was analysed; {@code armed} is false while the rule's schedule rests. */
    Meter seen(Scene scene, boolean armed, Outputs out);

    /** An object is gone. */
    Meter gone(Sighting last, boolean armed, Outputs out);

    /** Time went by without a frame. */
    default Meter passed(Now now, long unwatched, Outputs out) {
        return this;
    }

    /** The records of an interval of which something was watched. */
    List<Values> records(Interval.Closed interval);

    /** A new interval begins. */
    Meter reset();

    /** The rule is taken away: what is open ends. */
    default void end(Now now, Outputs out) {}

    /** How an object stands with the rule. */
    Explanation explain(Sighting last, Now now);

    /** How the scene stands with the rule; null if there is nothing to say. */
    default @Nullable Explanation explain(Now now) {
        return null;
    }

    int held();
}
