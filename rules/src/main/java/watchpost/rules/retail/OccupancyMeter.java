package watchpost.rules.retail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Place;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Levels;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Presence;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * How many objects are in a zone: a level at each change, a record per interval, an incident over the limit. Levels are told at frames
 * only: while the camera sees nothing the last known one stands.
 */
public final class OccupancyMeter implements Meter {
    private final RetailRule.Occupancy rule;
    private final ByTrack<Presence> guests;
    private final Sum sum;
    private final Levels levels;
    private final Limit limit;

    /**
     * What was counted in the interval so far.
     *
     * @param inside how many were inside in the last frame
     * @param area count times watched nanoseconds
     * @param most the highest count
     */
    private record Sum(int inside, double area, int most) {
        Values.Builder put(Values.Builder values, long watched) {
            return values.put("mean", Wording.rounded(area / watched)).put("max", (long) most);
        }
    }

    public OccupancyMeter(RetailRule.Occupancy rule) {
        this(
                rule,
                ByTrack.empty(),
                new Sum(0, 0, 0),
                Levels.NONE,
                Limit.of(
                        rule,
                        IncidentKind.OCCUPANCY_LIMIT,
                        new Place(Place.Shape.ZONE, rule.zone().name()),
                        rule.limit(),
                        rule.alerting()));
    }

    private OccupancyMeter(RetailRule.Occupancy rule, ByTrack<Presence> guests, Sum sum, Levels levels, Limit limit) {
        this.rule = rule;
        this.guests = guests;
        this.sum = sum;
        this.levels = levels;
        this.limit = limit;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.OCCUPANCY;
    }

    @Override
    public Meter credit(long nanos) {
        double area = sum.area() + (double) sum.inside() * nanos;
        return new OccupancyMeter(rule, guests, new Sum(sum.inside(), area, sum.most()), levels, limit);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        ByTrack<Presence> next = guests.seen(
                scene.seen(),
                (old, seen) ->
                        Presence.seen(old, seen, rule.watch(), rule.zone().area(), armed));
        int inside = Presence.inside(next);
        Sum counted = new Sum(inside, sum.area(), Math.max(sum.most(), inside));
        Levels told = armed ? levels.seen(rule, kind(), level(next.size()), scene.now(), out) : levels;
        return new OccupancyMeter(rule, next, counted, told, limit.seen(armed ? next.size() : 0, scene.now(), out));
    }

    private Values level(int count) {
        Values.Builder values = Values.builder().put("zone", rule.zone().name()).put("occupancy", (long) count);
        rule.limit().ifPresent(most -> values.put("limit", (long) most));
        return values.build();
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        ByTrack<Presence> next = guests.without(last.id());
        return next == guests ? this : new OccupancyMeter(rule, next, sum, levels, limit);
    }

    @Override
    public Meter passed(Now now, long unwatched, Outputs out) {
        Limit later = limit.passed(now, unwatched, out);
        return later.equals(limit) ? this : new OccupancyMeter(rule, guests, sum, levels, later);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        Values.Builder values = Values.builder().put("zone", rule.zone().name());
        return List.of(sum.put(values, interval.watched()).build());
    }

    @Override
    public Meter reset() {
        return new OccupancyMeter(rule, guests, new Sum(sum.inside(), 0, 0), levels, limit);
    }

    @Override
    public void end(Now now, Outputs out) {
        limit.end(now, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        if (guests.get(last.id()) != null) {
            return Reasons.met(rule, last, "in " + rule.zone().name());
        }
        return Reasons.notIn(rule.zone(), rule, last, now);
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        if (rule.limit().isEmpty()) {
            return null;
        }
        int most = rule.limit().getAsInt();
        String why = guests.size() + " in " + rule.zone().name() + ", limit is " + most;
        return Reasons.scene(rule, limit.alarm().isOpen(), why, guests.size() / (most + 1.0));
    }

    @Override
    public int held() {
        return guests.size();
    }
}
