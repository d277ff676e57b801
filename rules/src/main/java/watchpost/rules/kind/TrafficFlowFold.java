package watchpost.rules.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import watchpost.core.event.MeasurementKind;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/** Traffic per lane: one record per lane and interval of the clock. What needs a calibrated camera (speeds, density) is left out. */
final class TrafficFlowFold implements RuleFold {
    private final RuleSpec.TrafficFlow rule;
    private final Interval interval;
    private final List<LaneFlow> lanes;

    TrafficFlowFold(RuleSpec.TrafficFlow rule) {
        this(
                rule,
                Interval.first(rule.interval()),
                rule.lanes().stream().map(LaneFlow::of).toList());
    }

    private TrafficFlowFold(RuleSpec.TrafficFlow rule, Interval interval, List<LaneFlow> lanes) {
        this.rule = rule;
        this.interval = interval;
        this.lanes = lanes;
    }

    @Override
    public RuleSpec spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        Watch watch = rule.watch();
        boolean armed = watch.schedule().isArmed(scene.now().moment().wall());
        Interval.Advance advance = interval.seen(scene, armed);
        List<LaneFlow> credited = each(lanes, lane -> lane.credit(advance.before()));
        Interval.Closed closed = advance.closed();
        if (closed != null) {
            publish(closed, credited, out);
            credited = each(credited, LaneFlow::reset);
        }
        credited = each(credited, lane -> lane.credit(advance.after()));
        return new TrafficFlowFold(rule, advance.next(), each(credited, lane -> lane.seen(scene, watch, armed)));
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        Watch watch = rule.watch();
        boolean armed = watch.schedule().isArmed(last.at().moment().wall());
        return new TrafficFlowFold(rule, interval, each(lanes, lane -> lane.gone(last, watch, armed)));
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        Interval.Closed closed = interval.passed(now, unwatched);
        if (closed == null) {
            return this;
        }
        publish(closed, lanes, out);
        return new TrafficFlowFold(rule, interval.idle(), each(lanes, LaneFlow::reset));
    }

    @Override
    public void end(Now now, Outputs out) {
        Interval.Closed closed = interval.ended(now);
        if (closed != null) {
            publish(closed, lanes, out);
        }
    }

    /** With the lane that it is in, else with the nearest one. */
    @Override
    public Explanation explain(Sighting last, Now now) {
        Explanation nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (LaneFlow lane : lanes) {
            Passage passage = lane.passages().get(last.track().id());
            double distance = lane.lane()
                            .area()
                            .contains(Observation.place(last, rule.watch().anchor()))
                    ? 0
                    : lane.lane()
                            .area()
                            .distanceToEdge(Observation.place(last, rule.watch().anchor()));
            if (distance < least) {
                least = distance;
                String name = "the middle of " + lane.lane().name();
                nearest = GateCounter.explain(rule, lane.gate(), name, passage, last, now);
            }
        }
        return nearest == null ? Reasons.missed(rule, last, "the rule has no lanes") : nearest;
    }

    @Override
    public int held() {
        return lanes.stream().mapToInt(lane -> lane.passages().size()).sum();
    }

    private void publish(Interval.Closed closed, List<LaneFlow> counted, Outputs out) {
        if (closed.watched() > 0) {
            for (LaneFlow lane : counted) {
                closed.publish(rule.id(), MeasurementKind.TRAFFIC_FLOW, lane.values(rule.watch(), closed), out);
            }
        }
    }

    private static List<LaneFlow> each(List<LaneFlow> lanes, UnaryOperator<LaneFlow> change) {
        List<LaneFlow> changed = new ArrayList<>(lanes.size());
        for (LaneFlow lane : lanes) {
            changed.add(change.apply(lane));
        }
        return changed;
    }
}
