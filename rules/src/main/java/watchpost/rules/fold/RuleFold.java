package watchpost.rules.fold;

import org.jspecify.annotations.Nullable;
import watchpost.core.event.CameraState;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Signal;

/**
 * One rule with its state, immutable: each method gives the state after it. What is concluded goes to the outputs. Within one camera
 * the calls come in the order of time.
 */
public interface RuleFold {
    RuleSpec spec();

    /** A frame was analysed. */
    RuleFold seen(Scene scene, Outputs out);

    /** The object of {@code last} was not seen again for so long that it is gone; its id does not come back. */
    RuleFold gone(Sighting last, Outputs out);

    /** Time went by. {@code unwatched} is how long ago the last frame was, in nanoseconds. */
    default RuleFold passed(Now now, long unwatched, Outputs out) {
        return this;
    }

    /** The camera changed its state. */
    default RuleFold camera(CameraState state, Now now, Outputs out) {
        return this;
    }

    /** A traffic signal was looked at. */
    default RuleFold signal(String name, Signal.State state, Now now, Outputs out) {
        return this;
    }

    /** The rule is taken away: what is open ends now, what was counted is told. */
    void end(Now now, Outputs out);

    /** How the object of {@code last} stands with the rule. */
    Explanation explain(Sighting last, Now now);

    /** How the scene as a whole stands with the rule; null if the rule is about single objects only. */
    default @Nullable Explanation explain(Now now) {
        return null;
    }

    /** How many objects it remembers. */
    int held();
}
