package watchpost.rules.kind;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Segment;
import watchpost.core.rule.Lane;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/**
 * One lane of a traffic rule: what passes the middle of its heading, and for how long something stands there.
 *
 * @param lastPass when the last vehicle passed the legal way, in watched nanoseconds; null after a gap
 * @param occupied true if a vehicle covered the middle in the last frame
 */
record LaneFlow(
        Lane lane,
        Gate gate,
        ByTrack<Passage> passages,
        @Nullable Long lastPass,
        boolean occupied,
        Count count) {
    /** From less than this one car would make a flood of traffic. */
    private static final double LEAST_SHARE_OF_A_RATE = 0.1;

    private static final double NANOS_PER_HOUR = 3.6e12;

    /**
     * What was counted in the interval so far; headways and occupied time in nanoseconds.
     *
     * @param forward vehicles the legal way
     * @param wrongWay vehicles against it
     */
    record Count(Tally forward, Tally wrongWay, long occupied, long headways, int headwaySamples) {
        static final Count NONE = new Count(Tally.NONE, Tally.NONE, 0, 0, 0);

        Count plusOccupied(long nanos) {
            return nanos == 0 ? this : new Count(forward, wrongWay, occupied + nanos, headways, headwaySamples);
        }

        Count plusHeadway(long nanos) {
            return new Count(forward, wrongWay, occupied, headways + nanos, headwaySamples + 1);
        }

        Count plus(boolean legal, String label) {
            return legal
                    ? new Count(forward.plus(label), wrongWay, occupied, headways, headwaySamples)
                    : new Count(forward, wrongWay.plus(label), occupied, headways, headwaySamples);
        }
    }

    static LaneFlow of(Lane lane) {
        return new LaneFlow(lane, Gate.of(lane), ByTrack.empty(), null, false, Count.NONE);
    }

    /** Credits {@code nanos} of watched time before this frame: what was there in the frame before was there until this one. */
    LaneFlow credit(long nanos) {
        return occupied ? with(count.plusOccupied(nanos)) : this;
    }

    /** Begins a new interval. */
    LaneFlow reset() {
        return with(Count.NONE);
    }

    private LaneFlow with(Count newCount) {
        return new LaneFlow(lane, gate, passages, lastPass, occupied, newCount);
    }

    LaneFlow seen(Scene scene, Watch watch, boolean armed) {
        GateCounter counter = new GateCounter(watch, gate);
        ByTrack<Passage> next = passages.seen(scene.seen(), counter::seen);
        LaneFlow moved = new LaneFlow(
                lane, gate, next, scene.afterGap() ? null : lastPass, armed && isCovered(scene, watch), count);
        return armed ? moved.counted(counter.crossings()) : moved;
    }

    LaneFlow gone(Sighting last, Watch watch, boolean armed) {
        GateCounter counter = new GateCounter(watch, gate);
        ByTrack<Passage> next = counter.gone(passages, last);
        LaneFlow moved = new LaneFlow(lane, gate, next, lastPass, occupied, count);
        return armed ? moved.counted(counter.crossings()) : moved;
    }

    private LaneFlow counted(List<GateCounter.Counted> crossings) {
        Long last = lastPass;
        Count sum = count;
        for (GateCounter.Counted crossing : crossings) {
            sum = sum.plus(crossing.forwards(), crossing.label());
            long at = crossing.at().watched();
            if (crossing.forwards()) {
                if (last != null && at > last) {
                    sum = sum.plusHeadway(at - last);
                }
                last = last == null ? Long.valueOf(at) : Long.valueOf(Math.max(at, last));
            }
        }
        return new LaneFlow(lane, gate, passages, last, occupied, sum);
    }

    /** True if a vehicle that stands in the lane covers the middle of its heading, as it would cover a loop in the road. */
    private boolean isCovered(Scene scene, Watch watch) {
        Segment heading = lane.heading();
        double x = (heading.from().x() + heading.to().x()) / 2;
        double y = (heading.from().y() + heading.to().y()) / 2;
        for (Observation seen : scene.seen()) {
            Box box = seen.track().box();
            if (x >= box.x()
                    && x <= box.right()
                    && y >= box.y()
                    && y <= box.bottom()
                    && seen.countsFor(watch)
                    && lane.area().contains(seen.place(watch.anchor()))) {
                return true;
            }
        }
        return false;
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
            values.put("flow_per_hour", Math.round(count.forward().total() / hours * 10) / 10.0);
        }
        if (count.headwaySamples() > 0) {
            values.put("mean_headway_s", Wording.seconds(count.headways() / count.headwaySamples()));
        }
        values.put("wrong_way_by_class", count.wrongWay().byClass(watch.classes()));
        return values.put("wrong_way_count", count.wrongWay().total()).build();
    }
}
