package watchpost.rules.engine;

import java.util.List;
import watchpost.core.event.RuleOutput;
import watchpost.rules.fold.Counted;

/**
 * What one input led to.
 *
 * @param state the state after it
 * @param outputs what was concluded, in order
 * @param counted the objects that measuring rules counted one by one, in order: what an audit looks at
 */
public record Step(RuleState state, List<RuleOutput> outputs, List<Counted> counted) {
    public Step {
        outputs = List.copyOf(outputs);
        counted = List.copyOf(counted);
    }
}
