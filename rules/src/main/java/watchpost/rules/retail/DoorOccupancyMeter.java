package watchpost.rules.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Place;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RetailRule.DoorOccupancy.Reset;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Door;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Levels;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * How many are behind a door, from those who went in and out. Who was missed stays counted, or uncounted, until the daily reset; more
 * going out than in makes it zero, never less.
 */
public final class DoorOccupancyMeter implements Meter {
    private final RetailRule.DoorOccupancy rule;
    private final Door door;
    /** The day whose people are counted; null before the first frame or without a reset. */
    private final @Nullable LocalDate day;

    private final Count count;
    private final Levels levels;
    private final Limit limit;

    private record Count(int inside, double area, int most) {}

    public DoorOccupancyMeter(RetailRule.DoorOccupancy rule) {
        this(
                rule,
                Door.of(rule, rule.door(), rule.in()),
                null,
                new Count(0, 0, 0),
                Levels.NONE,
                Limit.of(
                        rule,
                        IncidentKind.OCCUPANCY_LIMIT,
                        new Place(Place.Shape.LINE, rule.door().name()),
                        rule.limit(),
                        rule.alerting()));
    }

    private DoorOccupancyMeter(
            RetailRule.DoorOccupancy rule,
            Door door,
            @Nullable LocalDate day,
            Count count,
            Levels levels,
            Limit limit) {
        this.rule = rule;
        this.door = door;
        this.day = day;
        this.count = count;
        this.levels = levels;
        this.limit = limit;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.OCCUPANCY;
    }

    @Override
    public Meter credit(long nanos) {
        Count longer = new Count(count.inside(), count.area() + (double) count.inside() * nanos, count.most());
        return new DoorOccupancyMeter(rule, door, day, longer, levels, limit);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        LocalDate today = dayOf(scene.now().moment().wall());
        boolean anew = day != null && today != null && today.isAfter(day);
        Count from = anew ? new Count(0, count.area(), count.most()) : count;
        Door.Step step = door.seen(scene, out);
        Count next = after(from, step);
        Levels told = armed ? levels.seen(rule, kind(), level(next.inside()), scene.now(), out) : levels;
        return new DoorOccupancyMeter(
                rule,
                step.door(),
                anew || day == null ? today : day,
                next,
                told,
                limit.seen(armed ? next.inside() : 0, scene.now(), out));
    }

    /** The day that a moment belongs to: it begins at the reset. */
    private @Nullable LocalDate dayOf(Instant wall) {
        if (rule.reset().isEmpty()) {
            return null;
        }
        Reset reset = rule.reset().get();
        ZonedDateTime local = wall.atZone(reset.zone());
        return local.toLocalTime().isBefore(reset.at()) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    private static Count after(Count before, Door.Step step) {
        int inside = before.inside();
        for (Door.Through through : step.through()) {
            inside = Math.max(0, inside + (through.inwards() ? 1 : -1));
        }
        return new Count(inside, before.area(), Math.max(before.most(), inside));
    }

    private Values level(int inside) {
        Values.Builder values = Values.builder().put("line", rule.door().name()).put("occupancy", (long) inside);
        rule.limit().ifPresent(most -> values.put("limit", (long) most));
        return values.build();
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        Door.Step step = door.gone(last, out);
        return step.door().equals(door)
                ? this
                : new DoorOccupancyMeter(rule, step.door(), day, after(count, step), levels, limit);
    }

    @Override
    public Meter passed(Now now, long unwatched, Outputs out) {
        Limit later = limit.passed(now, unwatched, out);
        return later.equals(limit) ? this : new DoorOccupancyMeter(rule, door, day, count, levels, later);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        return List.of(Values.builder()
                .put("line", rule.door().name())
                .put("mean", Wording.rounded(count.area() / interval.watched()))
                .put("max", (long) count.most())
                .build());
    }

    @Override
    public Meter reset() {
        return new DoorOccupancyMeter(rule, door, day, new Count(count.inside(), 0, count.inside()), levels, limit);
    }

    @Override
    public void end(Now now, Outputs out) {
        limit.end(now, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return door.explain(last, now);
    }

    @Override
    public Explanation explain(Now now) {
        int most = rule.limit().orElse(Integer.MAX_VALUE - 1);
        String allowed = rule.limit().isPresent() ? ", limit is " + most : "";
        String why = count.inside() + " behind " + rule.door().name() + allowed;
        return Reasons.scene(rule, limit.alarm().isOpen(), why, count.inside() / (most + 1.0));
    }

    @Override
    public int held() {
        return door.passages().size();
    }
}
