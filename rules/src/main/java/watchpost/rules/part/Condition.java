package watchpost.rules.part;

import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/** What a rule about single objects wants to be told of. Immutable; {@link ObjectFold} asks it about each object in each frame. */
public interface Condition {
    IncidentKind kind();

    /** Looks at the whole frame, before the objects are asked about one by one. */
    default Condition look(Scene scene) {
        return this;
    }

    /**
     * Where the object is as the rule wants it; null if it is not.
     *
     * @param stays true if it was so far
     * @param told true if that was told
     */
    @Nullable
    Place place(Observation seen, boolean stays, boolean told);

    /** When the object, which is seen to have changed, changed. */
    default Now changed(Observation seen, Place place) {
        return seen.now();
    }

    /** What can be measured about the object now; null if nothing. */
    default @Nullable Fact fact(Observation seen) {
        return null;
    }

    /** One sentence for a guard. */
    String why(Phase phase, String label, Place place, long spent, @Nullable Fact fact);

    /** What the incident adds. */
    Values attributes(Place place, long spent, @Nullable Fact fact);

    /** How the object stands: "in yard for 1.6 s". */
    String state(Place place, long spent, @Nullable Fact fact);

    /** What an object that the rule looks for lacks. */
    Reasons.Lack lacks(Sighting last);
}
