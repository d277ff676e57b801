package watchpost.rules.engine;

import java.util.List;
import watchpost.core.event.RuleOutput;

/** What one input led to: the state after it, and what was concluded, in order. */
public record Step(RuleState state, List<RuleOutput> outputs) {
    public Step {
        outputs = List.copyOf(outputs);
    }
}
