package watchpost.rules.traffic;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.Lane;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.GroundMotion;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Condition;
import watchpost.rules.part.Fact;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/** A vehicle goes against the heading of its lane. */
public final class WrongWayCondition implements Condition {
    /** Motion over this long is looked at. */
    private static final long OVER = Duration.ofSeconds(2).toNanos();
    /** It begins when the vehicle went back by this much of its own size, more than boxes tremble … */
    private static final double BEGINS = 0.5;
    /** … and lasts while it does not go the right way by this much. */
    private static final double LASTS = -0.2;

    private final LaneCondition lanes;
    private final Optional<GroundPlane> ground;

    public WrongWayCondition(TrafficRule.WrongWay rule, Optional<GroundPlane> ground) {
        this.lanes = new LaneCondition(rule.watch(), rule.lanes());
        this.ground = ground;
    }

    @Override
    public IncidentKind kind() {
        return IncidentKind.WRONG_WAY;
    }

    @Override
    public @Nullable Place place(Observation seen, boolean stays, boolean told) {
        Lane lane = lanes.of(seen);
        if (lane == null) {
            return null;
        }
        double against = -Motions.along(seen.sighting(), lane.heading(), OVER);
        return against >= (stays ? LASTS : BEGINS) ? LaneCondition.place(lane) : null;
    }

    @Override
    public @Nullable Fact fact(Observation seen) {
        return Speeds.of(ground, seen.sighting());
    }

    @Override
    public String why(Phase phase, String label, Place place, long spent, @Nullable Fact fact) {
        return label + (phase == Phase.CLOSED ? " went" : " goes") + " the wrong way in " + place.name() + " for "
                + Wording.duration(spent);
    }

    @Override
    public Values attributes(Place place, long spent, @Nullable Fact fact) {
        Values.Builder values = Values.builder().put("dwell_s", Wording.seconds(spent));
        return Speeds.put(values, fact).build();
    }

    @Override
    public String state(Place place, long spent, @Nullable Fact fact) {
        return "against the heading of " + place.name() + " for " + Wording.duration(spent);
    }

    @Override
    public Reasons.Lack lacks(Sighting last) {
        Lane lane = lanes.of(last);
        if (lane == null) {
            return lanes.outside(last);
        }
        double along = Motions.along(last, lane.heading(), OVER);
        GroundMotion motion =
                ground.map(plane -> GroundMotion.of(plane, last.trail())).orElse(null);
        String speed = motion == null ? "" : " at " + Math.round(motion.kmh()) + " km/h";
        return along > -BEGINS / 5
                ? Reasons.lack("goes the right way in " + lane.name() + speed, 0)
                : Reasons.lack(
                        String.format(
                                Locale.ROOT,
                                "went back by %.1f of %.1f of its size in %s",
                                -along,
                                BEGINS,
                                lane.name()),
                        -along / BEGINS);
    }
}
