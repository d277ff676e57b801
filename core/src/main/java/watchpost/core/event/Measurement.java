package watchpost.core.event;

import java.time.Instant;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;

/**
 * What was counted in one closed interval of the wall clock.
 *
 * @param at the moment at which the interval was closed
 * @param from start of the interval, on the clock's grid
 * @param to end of the interval, after {@code from}
 * @param completeness the fraction of the interval that was really watched, above 0 and at most 1
 */
public record Measurement(
        CameraId camera,
        RuleId rule,
        MeasurementKind kind,
        Moment at,
        Instant from,
        Instant to,
        double completeness,
        Values values)
        implements RuleOutput {

    public Measurement {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("empty interval " + from + " to " + to);
        }
        if (!(completeness > 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness is not within (0, 1]: " + completeness);
        }
    }
}
