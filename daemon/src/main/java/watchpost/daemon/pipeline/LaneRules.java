package watchpost.daemon.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import watchpost.config.CameraConfig;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.RuleSpec;

/**
 * What is watched for in one camera's picture.
 *
 * @param ground what its places are in metres, where it is calibrated
 * @param analysedFps pictures a second that are to be analysed; 0 means every picture
 */
public record LaneRules(List<RuleSpec> rules, Optional<GroundPlane> ground, double analysedFps) {
    public LaneRules {
        rules = List.copyOf(rules);
    }

    /** For a camera that is not calibrated and of which every picture is to be analysed. */
    public static LaneRules of(List<RuleSpec> rules) {
        return new LaneRules(rules, Optional.empty(), 0);
    }

    /** What the configuration wants of {@code camera}. */
    public static LaneRules of(CameraConfig camera) {
        return new LaneRules(camera.rules(), camera.ground(), camera.analysedFps());
    }

    /** Names of the classes that any of the rules looks at; empty means all. */
    Set<String> classes() {
        Set<String> classes = new HashSet<>();
        for (RuleSpec rule : rules) {
            if (rule.watch().classes().isEmpty()) {
                return Set.of();
            }
            classes.addAll(rule.watch().classes());
        }
        return classes;
    }
}
