package watchpost.rules.kind;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Level;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;

/**
 * How many objects are in a zone: a level at each change (at most one a second), a record per interval, an incident over the limit.
 * Levels are told at frames only: while the camera sees nothing the last known one stands.
 */
final class OccupancyFold implements RuleFold {
    private static final long LEVEL_EVERY = 1_000_000_000L;

    /** An object in the zone; {@code out} is since when it is seen outside, null while inside. */
    private record Guest(@Nullable Now out) {
        static final Guest INSIDE = new Guest(null);
    }

    /** The level as last told. */
    private record Told(int count, long at) {}

    /**
     * What was counted in the interval so far.
     *
     * @param area count times watched nanoseconds
     * @param most the highest count
     */
    private record Sum(long area, int most) {}

    private final RuleSpec.Occupancy rule;
    private final ByTrack<Guest> guests;
    private final Interval interval;
    private final Sum sum;
    private final int lastInside;
    private final @Nullable Told told;
    private final OverLimit overLimit;

    OccupancyFold(RuleSpec.Occupancy rule) {
        this(rule, ByTrack.empty(), Interval.first(rule.interval()), new Sum(0, 0), 0, null, OverLimit.NOT);
    }

    private OccupancyFold(
            RuleSpec.Occupancy rule,
            ByTrack<Guest> guests,
            Interval interval,
            Sum sum,
            int lastInside,
            @Nullable Told told,
            OverLimit overLimit) {
        this.rule = rule;
        this.guests = guests;
        this.interval = interval;
        this.sum = sum;
        this.lastInside = lastInside;
        this.told = told;
        this.overLimit = overLimit;
    }

    @Override
    public RuleSpec spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        Now now = scene.now();
        boolean armed = rule.watch().schedule().isArmed(now.moment().wall());
        Interval.Advance advance = interval.seen(scene, armed);
        Sum counted = new Sum(sum.area() + lastInside * advance.before(), sum.most());
        if (advance.closed() != null) {
            publish(advance.closed(), counted, out);
            counted = new Sum(0, 0);
        }
        ByTrack<Guest> next = guests.seen(scene.seen(), (old, seen) -> update(old, seen, armed));
        int count = next.size();
        int inside = inside(next);
        counted = new Sum(counted.area() + lastInside * advance.after(), Math.max(counted.most(), inside));
        Told newlyTold = armed ? tell(count, now, out) : told;
        OverLimit limit = overLimit.seen(rule, armed ? count : 0, now, out);
        return new OccupancyFold(rule, next, advance.next(), counted, inside, newlyTold, limit);
    }

    private @Nullable Guest update(@Nullable Guest old, Observation seen, boolean armed) {
        Watch watch = rule.watch();
        boolean inside = armed
                && watch.wantsClass(seen.track().label())
                && rule.zone().area().contains(seen.place(watch.anchor()));
        if (old == null) {
            return inside && seen.countsFor(watch) ? Guest.INSIDE : null;
        }
        if (inside) {
            return Guest.INSIDE;
        }
        Now since = old.out();
        if (since == null) {
            return new Guest(seen.now());
        }
        return seen.now().watched() - since.watched() < Tolerances.LEFT ? old : null;
    }

    /** How many are seen inside or hidden there: without those that are about to have left, for whom levels wait. */
    private static int inside(ByTrack<Guest> guests) {
        int inside = 0;
        for (int i = 0; i < guests.size(); i++) {
            inside += guests.valueAt(i).out() == null ? 1 : 0;
        }
        return inside;
    }

    private @Nullable Told tell(int count, Now now, Outputs out) {
        if (told != null && (told.count() == count || now.watched() - told.at() < LEVEL_EVERY)) {
            return told;
        }
        Values.Builder values = Values.builder().put("zone", rule.zone().name()).put("occupancy", (long) count);
        rule.limit().ifPresent(limit -> values.put("limit", (long) limit));
        out.add(new Level(out.camera(), rule.id(), MeasurementKind.OCCUPANCY, now.moment(), values.build()));
        return new Told(count, now.watched());
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        ByTrack<Guest> next = guests.without(last.track().id());
        return next == guests ? this : new OccupancyFold(rule, next, interval, sum, lastInside, told, overLimit);
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        OverLimit limit = overLimit.passed(rule, now, unwatched, out);
        Interval.Closed closed = interval.passed(now, unwatched);
        if (closed == null) {
            return Objects.equals(limit, overLimit)
                    ? this
                    : new OccupancyFold(rule, guests, interval, sum, lastInside, told, limit);
        }
        publish(closed, sum, out);
        return new OccupancyFold(rule, guests, interval.idle(), new Sum(0, 0), lastInside, told, limit);
    }

    @Override
    public void end(Now now, Outputs out) {
        overLimit.end(rule, now, out);
        Interval.Closed closed = interval.ended(now);
        if (closed != null) {
            publish(closed, sum, out);
        }
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        if (guests.get(last.track().id()) != null) {
            return Reasons.met(rule, last, "in " + rule.zone().name());
        }
        String unwanted = Reasons.unwanted(rule.watch(), last, now);
        return Reasons.missed(
                rule, last, unwanted == null ? Reasons.outside(rule.zone(), rule.watch(), last) : unwanted);
    }

    @Override
    public int held() {
        return guests.size();
    }

    private void publish(Interval.Closed closed, Sum counted, Outputs out) {
        if (closed.watched() > 0) {
            Values values = Values.builder()
                    .put("zone", rule.zone().name())
                    .put("mean", Wording.rounded((double) counted.area() / closed.watched()))
                    .put("max", (long) counted.most())
                    .build();
            closed.publish(rule.id(), MeasurementKind.OCCUPANCY, values, out);
        }
    }
}
