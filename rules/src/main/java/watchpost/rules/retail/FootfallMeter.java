package watchpost.rules.retail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Door;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Tally;

/** People through a door, by direction and class. Who has stood in the staff's zone is staff and does not count. */
public final class FootfallMeter implements Meter {
    private final RetailRule.Footfall rule;
    private final Door door;
    private final ByTrack<Boolean> staff;
    private final Tally in;
    private final Tally out;

    public FootfallMeter(RetailRule.Footfall rule) {
        this(rule, Door.of(rule, rule.door(), rule.in()), ByTrack.empty(), Tally.NONE, Tally.NONE);
    }

    private FootfallMeter(RetailRule.Footfall rule, Door door, ByTrack<Boolean> staff, Tally in, Tally out) {
        this.rule = rule;
        this.door = door;
        this.staff = staff;
        this.in = in;
        this.out = out;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.FOOTFALL;
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs outputs) {
        ByTrack<Boolean> known = rule.staff().isEmpty() ? staff : staff.seen(scene.seen(), this::isStaff);
        return counted(door.seen(scene, outputs), known, known);
    }

    private @Nullable Boolean isStaff(@Nullable Boolean old, Observation seen) {
        if (old != null) {
            return old;
        }
        boolean there =
                rule.staff().isPresent() && rule.watch().isIn(rule.staff().get().area(), seen.box());
        return there ? Boolean.TRUE : null;
    }

    private FootfallMeter counted(Door.Step step, ByTrack<Boolean> known, ByTrack<Boolean> left) {
        Tally inwards = in;
        Tally outwards = out;
        for (Door.Through through : step.through()) {
            if (known.get(through.sighting().id()) == null) {
                inwards = through.inwards() ? inwards.plus(through.label()) : inwards;
                outwards = through.inwards() ? outwards : outwards.plus(through.label());
            }
        }
        return new FootfallMeter(rule, step.door(), left, inwards, outwards);
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs outputs) {
        return counted(door.gone(last, outputs), staff, staff.without(last.id()));
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        return List.of(Values.builder()
                .put("line", rule.door().name())
                .put("in", in.byClass(rule.watch().classes()))
                .put("out", out.byClass(rule.watch().classes()))
                .build());
    }

    @Override
    public Meter reset() {
        return new FootfallMeter(rule, door, staff, Tally.NONE, Tally.NONE);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return staff.get(last.id()) == null
                ? door.explain(last, now)
                : Reasons.missed(rule, last, Reasons.lack("was in the staff's zone", 1));
    }

    @Override
    public int held() {
        return door.passages().size() + staff.size();
    }
}
