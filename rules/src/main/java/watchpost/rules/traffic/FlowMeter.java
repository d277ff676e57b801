package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.geometry.Point;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.GateCounter;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Reasons;

/** Traffic per lane: one record per lane and interval of the clock. What needs a calibrated camera is left out without one. */
public final class FlowMeter implements Meter {
    private final TrafficRule.Flow rule;
    private final List<LaneFlow> lanes;

    public FlowMeter(TrafficRule.Flow rule, Optional<GroundPlane> ground) {
        this(rule, rule.lanes().stream().map(lane -> LaneFlow.of(lane, ground)).toList());
    }

    private FlowMeter(TrafficRule.Flow rule, List<LaneFlow> lanes) {
        this.rule = rule;
        this.lanes = lanes;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.TRAFFIC_FLOW;
    }

    @Override
    public Meter credit(long nanos) {
        return nanos == 0 ? this : each(lane -> lane.credit(nanos));
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        return each(lane -> lane.seen(rule, scene, armed, out));
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        return each(lane -> lane.gone(rule, last, armed, out));
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        return lanes.stream().map(lane -> lane.values(rule.watch(), interval)).toList();
    }

    @Override
    public Meter reset() {
        return each(LaneFlow::reset);
    }

    /** With the lane that it is in, else with the nearest one. */
    @Override
    public Explanation explain(Sighting last, Now now) {
        Explanation nearest = null;
        double least = Double.POSITIVE_INFINITY;
        Point place = rule.watch().place(last.track().box());
        for (LaneFlow lane : lanes) {
            boolean in = lane.lane().area().contains(place);
            double distance = in ? 0 : lane.lane().area().distanceToEdge(place);
            if (distance < least) {
                least = distance;
                String name = "the middle of " + lane.lane().name();
                nearest = GateCounter.explain(
                        rule, lane.gate(), name, lane.passages().get(last.id()), last, now);
            }
        }
        return nearest == null ? Reasons.missed(rule, last, Reasons.lack("the rule has no lanes", 0)) : nearest;
    }

    @Override
    public int held() {
        return lanes.stream().mapToInt(lane -> lane.passages().size()).sum();
    }

    private FlowMeter each(UnaryOperator<LaneFlow> change) {
        List<LaneFlow> changed = new ArrayList<>(lanes.size());
        for (LaneFlow lane : lanes) {
            changed.add(change.apply(lane));
        }
        return new FlowMeter(rule, List.copyOf(changed));
    }
}
