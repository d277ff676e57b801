package watchpost.rules.kind;

import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.RuleFold;

/** The fold of each kind of rule. */
public final class Kinds {
    private static final RuleSpec.Cases<RuleFold> START = new RuleSpec.Cases<>() {
        @Override
        public RuleFold intrusion(RuleSpec.Intrusion rule) {
            return StayFold.of(rule);
        }

        @Override
        public RuleFold lineCrossing(RuleSpec.LineCrossing rule) {
            return new LineCrossingFold(rule);
        }

        @Override
        public RuleFold loitering(RuleSpec.Loitering rule) {
            return StayFold.of(rule);
        }

        @Override
        public RuleFold trafficFlow(RuleSpec.TrafficFlow rule) {
            return new TrafficFlowFold(rule);
        }

        @Override
        public RuleFold footfall(RuleSpec.Footfall rule) {
            return new FootfallFold(rule);
        }

        @Override
        public RuleFold occupancy(RuleSpec.Occupancy rule) {
            return new OccupancyFold(rule);
        }
    };

    private Kinds() {}

    /** {@code spec} before anything was seen. */
    public static RuleFold start(RuleSpec spec) {
        return spec.match(START);
    }
}
