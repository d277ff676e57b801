package watchpost.rules.retail;

import java.time.Duration;
import java.util.List;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.ObjectFold;
import watchpost.rules.part.Presence;
import watchpost.rules.part.Samples;
import watchpost.rules.part.Wording;
import watchpost.rules.part.ZoneCondition;

/** How long visits to a zone last, of those that ended in the interval; and who stays too long, where there is a limit. */
public final class DwellMeter implements Meter {
    private static final double NANOS = 1e-9;

    private final RetailRule.Dwell rule;
    /** Tells of long visits; without a limit only explains. */
    private final ObjectFold tooLong;

    private final ByTrack<Presence> visits;
    private final Samples lengths;

    public DwellMeter(RetailRule.Dwell rule) {
        this(
                rule,
                ObjectFold.of(
                        rule,
                        new ZoneCondition(IncidentKind.DWELL, rule.watch(), rule.zone(), " has been"),
                        rule.limit().orElse(Duration.ofDays(10_000)),
                        rule.alerting()),
                ByTrack.empty(),
                Samples.NONE);
    }

    private DwellMeter(RetailRule.Dwell rule, ObjectFold tooLong, ByTrack<Presence> visits, Samples lengths) {
        this.rule = rule;
        this.tooLong = tooLong;
        this.visits = visits;
        this.lengths = lengths;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.DWELL;
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        ByTrack<Presence> next = visits.seen(
                scene.seen(),
                (old, seen) ->
                        Presence.seen(old, seen, rule.watch(), rule.zone().area(), armed));
        Samples more = lengths;
        for (int i = 0; i < visits.size(); i++) {
            if (next.get(visits.idAt(i)) == null) {
                more = more.plus(visits.valueAt(i).length(scene.now()) * NANOS);
            }
        }
        return new DwellMeter(rule, tooLong.seen(scene, out), next, more);
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        Presence visit = visits.get(last.id());
        Samples more = visit == null ? lengths : lengths.plus(visit.length(last.at()) * NANOS);
        return new DwellMeter(rule, tooLong.gone(last, out), visits.without(last.id()), more);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        Values.Builder values = Values.builder().put("zone", rule.zone().name()).put("samples", lengths.count());
        if (lengths.count() > 0) {
            values.put("median_s", Wording.rounded(lengths.percentile(0.5)))
                    .put("p90_s", Wording.rounded(lengths.percentile(0.9)));
        }
        return List.of(values.build());
    }

    @Override
    public Meter reset() {
        return new DwellMeter(rule, tooLong, visits, Samples.NONE);
    }

    @Override
    public void end(Now now, Outputs out) {
        tooLong.end(now, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return tooLong.explain(last, now);
    }

    @Override
    public int held() {
        return visits.size() + tooLong.held();
    }
}
