package watchpost.rules.engine;

import java.util.List;
import watchpost.core.event.CameraState;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Signal;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/** What happens to the rules of one camera. */
public sealed interface RuleInput {
    /**
     * A frame was analysed, also when nothing was found in it: each of these says that the time since the one before was watched.
     *
     * @param tracks what the tracker said; tracks that are not {@code observed} only tell that they are not forgotten
     */
    record TracksSeen(Moment at, List<Track> tracks) implements RuleInput {
        public TracksSeen {
            tracks = List.copyOf(tracks);
        }
    }

    /** Time went by without a frame: intervals close and hidden objects are given up. May be sent at any time, or never. */
    record TimeAdvanced(Moment at) implements RuleInput {}

    /** Nothing could be watched from {@code from} to {@code to}: timers stand still for that long and completeness suffers. */
    record CameraGap(Moment from, Moment to) implements RuleInput {}

    /** The camera is in {@code state} from now on. */
    record CameraChanged(Moment at, CameraState state) implements RuleInput {}

    /** A traffic signal was looked at. */
    record SignalSeen(Moment at, String signal, Signal.State state) implements RuleInput {}

    /** From now on these rules hold, in this order. A rule that is equal to one before keeps its state. */
    record RulesChanged(Moment at, List<RuleSpec> rules) implements RuleInput {
        public RulesChanged {
            rules = List.copyOf(rules);
        }
    }
}
