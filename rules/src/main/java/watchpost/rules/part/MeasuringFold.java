package watchpost.rules.part;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Values;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/** A rule that makes one record, or several, for each interval of the clock. */
public record MeasuringFold(RuleSpec spec, Interval interval, Meter meter) implements RuleFold {
    public static MeasuringFold of(RuleSpec spec, Duration interval, Meter meter) {
        return new MeasuringFold(spec, Interval.first(interval), meter);
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = spec.watch().schedule().isArmed(scene.now().moment().wall());
        Interval.Advance advance = interval.seen(scene, armed);
        Meter credited = meter.credit(advance.before());
        Interval.Closed closed = advance.closed();
        if (closed != null) {
            publish(closed, credited, out);
            credited = credited.reset();
        }
        Meter next = credited.credit(advance.after()).seen(scene, armed, out);
        return new MeasuringFold(spec, advance.next(), next);
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        boolean armed = spec.watch().schedule().isArmed(last.at().moment().wall());
        Meter next = meter.gone(last, armed, out);
        return next == meter ? this : new MeasuringFold(spec, interval, next);
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        Meter later = meter.passed(now, unwatched, out);
        Interval.Closed closed = interval.passed(now, unwatched);
        if (closed == null) {
            return later == meter ? this : new MeasuringFold(spec, interval, later);
        }
        publish(closed, later, out);
        return new MeasuringFold(spec, interval.idle(), later.reset());
    }

    @Override
    public void end(Now now, Outputs out) {
        meter.end(now, out);
        Interval.Closed closed = interval.ended(now);
        if (closed != null) {
            publish(closed, meter, out);
        }
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return meter.explain(last, now);
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        return meter.explain(now);
    }

    @Override
    public int held() {
        return meter.held();
    }

    private void publish(Interval.Closed closed, Meter counted, Outputs out) {
        if (closed.watched() > 0) {
            for (Values values : counted.records(closed)) {
                closed.publish(spec.id(), counted.kind(), values, out);
            }
        }
    }
}
