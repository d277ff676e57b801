package watchpost.rules.fold;

import watchpost.core.rule.RuleSpec;

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

    /** The rule is taken away: what is open ends now, what was counted is told. */
    void end(Now now, Outputs out);

    /** How the object of {@code last} stands with the rule. */
    Explanation explain(Sighting last, Now now);

    /** How many objects it remembers. */
    int held();
}
