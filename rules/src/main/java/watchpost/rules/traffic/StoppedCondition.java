package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Lane;
import watchpost.core.rule.TrafficRule;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Condition;
import watchpost.rules.part.Fact;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * A vehicle stands and does not wait in a queue. One that stands behind another standing one waits for that one. The foremost waits too
 * while others stand behind it, unless traffic went past it in the meantime: then it is what the others wait for.
 */
public final class StoppedCondition implements Condition {
    private final LaneCondition lanes;
    private final List<Standing> standing;
    /** Vehicles that others have gone past while they stood. */
    private final ByTrack<Boolean> passed;

    /** A vehicle of the present frame; {@code along} grows with the lane's heading. */
    private record Standing(long id, Lane lane, double along, boolean stands) {}

    public StoppedCondition(TrafficRule.StoppedVehicle rule) {
        this(new LaneCondition(rule.watch(), rule.lanes()), List.of(), ByTrack.empty());
    }

    private StoppedCondition(LaneCondition lanes, List<Standing> standing, ByTrack<Boolean> passed) {
        this.lanes = lanes;
        this.standing = standing;
        this.passed = passed;
    }

    @Override
    public IncidentKind kind() {
        return IncidentKind.STOPPED_VEHICLE;
    }

    @Override
    public Condition look(Scene scene) {
        Watch watch = lanes.watch();
        List<Standing> now = new ArrayList<>();
        for (Observation seen : scene.seen()) {
            Lane lane = seen.countsFor(watch) ? lanes.of(seen) : null;
            if (lane != null) {
                double along = lane.heading().along(watch.place(seen.box()));
                now.add(new Standing(seen.id(), lane, along, Motions.isStanding(seen.sighting())));
            }
        }
        if (now.isEmpty() && standing.isEmpty()) {
            return this;
        }
        ByTrack<Boolean> overtaken = passed.seen(scene.seen(), (old, seen) -> {
            boolean still = old != null && isStanding(seen.id(), now);
            boolean overtakes = still || isOvertaken(seen.id(), now);
            return overtakes ? Boolean.TRUE : null;
        });
        return new StoppedCondition(lanes, List.copyOf(now), overtaken.onlySeen(scene.seen()));
    }

    private static boolean isStanding(long id, List<Standing> now) {
        Standing it = find(id, now);
        return it != null && it.stands();
    }

    /** True if a vehicle was behind {@code id} in the frame before and is in front of it now. */
    private boolean isOvertaken(long id, List<Standing> now) {
        Standing it = find(id, now);
        Standing before = find(id, standing);
        if (it == null || before == null || !it.stands()) {
            return false;
        }
        for (Standing other : now) {
            Standing was = find(other.id(), standing);
            if (was != null
                    && other.id() != id
                    && other.lane().equals(it.lane())
                    && was.along() < before.along()
                    && other.along() > it.along()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Standing find(long id, List<Standing> among) {
        for (Standing one : among) {
            if (one.id() == id) {
                return one;
            }
        }
        return null;
    }

    @Override
    public @Nullable Place place(Observation seen, boolean stays, boolean told) {
        Standing it = find(seen.id(), standing);
        if (it == null || !it.stands()) {
            return null;
        }
        return told || !waits(it) ? LaneCondition.place(it.lane()) : null;
    }

    private boolean waits(Standing it) {
        boolean behind = false;
        boolean leads = false;
        for (Standing other : standing) {
            if (other.id() != it.id() && other.stands() && other.lane().equals(it.lane())) {
                behind |= other.along() > it.along();
                leads |= other.along() < it.along();
            }
        }
        return behind || (leads && passed.get(it.id()) == null);
    }

    /** It has stood since the oldest place of its trail that is the present one, roughly: standing is seen only after a moment. */
    @Override
    public Now changed(Observation seen, Place place) {
        Standing it = find(seen.id(), standing);
        return it == null || !it.stands() ? seen.now() : seen.now().earlier(1_500_000_000L);
    }

    @Override
    public String why(Phase phase, String label, Place place, long spent, @Nullable Fact fact) {
        return label + (phase == Phase.CLOSED ? " stood in " : " stands in ") + place.name() + " for "
                + Wording.duration(spent);
    }

    @Override
    public Values attributes(Place place, long spent, @Nullable Fact fact) {
        return Values.builder().put("dwell_s", Wording.seconds(spent)).build();
    }

    @Override
    public String state(Place place, long spent, @Nullable Fact fact) {
        return "stands in " + place.name() + " for " + Wording.duration(spent);
    }

    @Override
    public Reasons.Lack lacks(Sighting last) {
        Standing it = find(last.id(), standing);
        if (it == null) {
            return lanes.of(last) == null ? lanes.outside(last) : Reasons.lack("moving", 0);
        }
        return it.stands()
                ? Reasons.lack("waits in a queue in " + it.lane().name(), 1)
                : Reasons.lack("moving in " + it.lane().name(), 0.5);
    }
}
