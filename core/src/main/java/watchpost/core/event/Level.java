package watchpost.core.event;

import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;

/** A current value that subscribers want to know at any time: occupancy, queue length. Only the newest of a rule counts. */
public record Level(CameraId camera, RuleId rule, MeasurementKind kind, Moment at, Values values)
        implements RuleOutput {}
