package watchpost.daemon.pipeline;

import java.util.List;
import java.util.Optional;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.RuleSpec;

/** What is watched for in one camera's picture, and what its places are in metres, where it is calibrated. */
public record LaneRules(List<RuleSpec> rules, Optional<GroundPlane> ground) {
    public LaneRules {
        rules = List.copyOf(rules);
    }

    /** For a camera that is not calibrated. */
    public static LaneRules of(List<RuleSpec> rules) {
        return new LaneRules(rules, Optional.empty());
    }
}
