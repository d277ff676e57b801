package watchpost.rules.traffic;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Segment;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Counted;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Gate;
import watchpost.rules.part.GateCounter;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Passage;
import watchpost.rules.part.Wording;

/**
 * One lane of a traffic rule: what passes the middle of its heading, and for how long something stands there.
 *
 * @param lastPass when the last vehicle passed the legal way, in watched nanoseconds; null after a gap
 * @param covered true if a vehicle covered the middle in the last frame
 * @param vehicles how many were in the lane in the last frame
 */
record LaneFlow(
        Lane lane,
        Optional<GroundPlane> ground,
        Gate gate,
        ByTrack<Passage> passages,
        @Nullable Long lastPass,
        boolean covered,
        int vehicles,
        FlowCount count) {
    /** From less than this one car would make a flood of traffic. */
    private static final double LEAST_SHARE_OF_A_RATE = 0.1;

    private static final double NANOS_PER_HOUR = 3.6e12;

    static LaneFlow of(Lane lane, Optional<GroundPlane> ground) {
        return new LaneFlow(lane, ground, Gate.of(lane), ByTrack.empty(), null, false, 0, FlowCount.NONE);
    }

    /** Credits {@code nanos} of watched time before this frame: what was there in the frame before was there until this one. */
    LaneFlow credit(long nanos) {
        return with(count.plusTime(nanos, covered, vehicles));
    }

    /** Begins a new interval. */
    LaneFlow reset() {
        return with(FlowCount.NONE);
    }

    private LaneFlow with(FlowCount newCount) {
        return newCount.equals(count)
                ? this
                : new LaneFlow(lane, ground, gate, passages, lastPass, covered, vehicles, newCount);
    }

    LaneFlow seen(RuleSpec rule, Scene scene, boolean armed, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = passages.seen(scene.seen(), counter::seen);
        Long last = scene.afterGap() ? null : lastPass;
        if (!armed) {
            return new LaneFlow(lane, ground, gate, next, last, false, 0, count);
        }
        boolean nowCovered = false;
        Sighting front = null;
        Sighting back = null;
        int present = 0;
        for (Observation seen : scene.seen()) {
            if (seen.countsFor(rule.watch()) && rule.watch().isIn(lane.area(), seen.box())) {
                present++;
                nowCovered |= coversTheMiddle(seen.box());
                if (ground.isPresent() && Motions.isStanding(seen.sighting())) {
                    front = front == null || along(seen.sighting()) > along(front) ? seen.sighting() : front;
                    back = back == null || along(seen.sighting()) < along(back) ? seen.sighting() : back;
                }
            }
        }
        FlowCount counted = front == null || back == null ? count : count.withQueue(metres(back, front));
        LaneFlow moved = new LaneFlow(lane, ground, gate, next, last, nowCovered, present, counted);
        return moved.counted(rule, counter.crossings(), out);
    }

    private double along(Sighting sighting) {
        return lane.heading().along(sighting.trail().place());
    }

    private double metres(Sighting from, Sighting to) {
        return ground.flatMap(
                        plane -> plane.metres(from.trail().place(), to.trail().place()))
                .orElse(0.0);
    }

    LaneFlow gone(RuleSpec rule, Sighting last, boolean armed, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = counter.gone(passages, last);
        LaneFlow moved = new LaneFlow(lane, ground, gate, next, lastPass, covered, vehicles, count);
        return armed ? moved.counted(rule, counter.crossings(), out) : moved;
    }

    private LaneFlow counted(RuleSpec rule, List<GateCounter.Counted> crossings, Outputs out) {
        if (crossings.isEmpty()) {
            return this;
        }
        Long last = lastPass;
        FlowCount sum = count;
        for (GateCounter.Counted crossing : crossings) {
            boolean legal = crossing.forwards();
            sum = sum.plus(legal, crossing.label(), Speeds.of(ground, crossing.sighting()));
            out.count(new Counted(
                    rule.id(),
                    crossing.at().moment(),
                    crossing.sighting().track(),
                    lane.name(),
                    legal ? "forward" : "wrong-way"));
            long at = crossing.at().watched();
            if (legal) {
                if (last != null && at > last) {
                    sum = sum.plusHeadway(at - last);
                }
                last = last == null ? Long.valueOf(at) : Long.valueOf(Math.max(at, last));
            }
        }
        return new LaneFlow(lane, ground, gate, passages, last, covered, vehicles, sum);
    }

    /** True if a vehicle covers the middle of the heading, as it would cover a loop in the road. */
    private boolean coversTheMiddle(Box box) {
        Segment heading = lane.heading();
        double x = (heading.from().x() + heading.to().x()) / 2;
        double y = (heading.from().y() + heading.to().y()) / 2;
        return x >= box.x() && x <= box.right() && y >= box.y() && y <= box.bottom();
    }

    /** The record of an interval of which something was watched. */
    Values values(Watch watch, Interval.Closed interval) {
        long watched = interval.watched();
        Values.Builder values = Values.builder()
                .put("lane", lane.name())
                .put("direction", "forward")
                .put("by_class", count.forward().byClass(watch.classes()))
                .put("count", count.forward().total())
                .put("occupancy_percent", Wording.rounded(Math.min(100, 100.0 * count.occupied() / watched)));
        if (interval.share() >= LEAST_SHARE_OF_A_RATE) {
            double hours = watched / NANOS_PER_HOUR;
            values.put("flow_per_hour", Speeds.tenths(count.forward().total() / hours));
        }
        if (count.headwaySamples() > 0) {
            values.put("mean_headway_s", Wording.seconds(count.headways() / count.headwaySamples()));
        }
        Optional<Double> length = ground.flatMap(
                plane -> plane.metres(lane.heading().from(), lane.heading().to()));
        if (length.isPresent() && interval.share() >= LEAST_SHARE_OF_A_RATE) {
            putMetric(values, count.present() / watched / length.get() * 1000);
        }
        values.put("wrong_way_by_class", count.wrongWay().byClass(watch.classes()));
        return values.put("wrong_way_count", count.wrongWay().total()).build();
    }

    /** What needs a calibrated camera. */
    private void putMetric(Values.Builder values, double perKilometre) {
        if (count.speeds().count() > 0) {
            values.put("mean_speed_kmh", Speeds.tenths(count.speeds().mean()));
            values.put("p85_speed_kmh", Speeds.tenths(count.speeds().percentile(0.85)));
        }
        values.put("speed_samples", count.speeds().count())
                .put("density_per_km", Speeds.tenths(perKilometre))
                .put("queue_m", Speeds.tenths(count.queueMetres()))
                .put("level_of_service", LevelOfService.of(perKilometre));
    }
}
