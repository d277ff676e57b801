package watchpost.core.event;

import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;

/** What a rule concludes. */
public sealed interface RuleOutput permits RuleEvent, Measurement, Level {
    CameraId camera();

    RuleId rule();

    /** When it happened in front of the lens; never after the input that led to it. */
    Moment at();

    /** Calls the case that fits. */
    default <R> R match(Cases<R> cases) {
        if (this instanceof RuleEvent event) {
            return cases.event(event);
        }
        if (this instanceof Measurement measurement) {
            return cases.measurement(measurement);
        }
        return cases.level((Level) this);
    }

    /** One method for each case, so that a new case does not compile until every reader handles it. */
    interface Cases<R> {
        R event(RuleEvent event);

        R measurement(Measurement measurement);

        R level(Level level);
    }
}
