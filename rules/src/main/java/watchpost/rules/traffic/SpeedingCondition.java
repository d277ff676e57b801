package watchpost.rules.traffic;

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
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Condition;
import watchpost.rules.part.Fact;
import watchpost.rules.part.Reasons;

/** A vehicle is certainly too fast: its speed less the error of the measurement is over the limit with its tolerance. */
public final class SpeedingCondition implements Condition {
    private final TrafficRule.Speeding rule;
    private final LaneCondition lanes;
    private final Optional<GroundPlane> ground;

    public SpeedingCondition(TrafficRule.Speeding rule, Optional<GroundPlane> ground) {
        this.rule = rule;
        this.lanes = new LaneCondition(rule.watch(), rule.lanes());
        this.ground = ground;
    }

    private double least() {
        return rule.limitKmh() + rule.toleranceKmh();
    }

    @Override
    public IncidentKind kind() {
        return IncidentKind.SPEEDING;
    }

    /** Once it was certain it stays so while the vehicle is in the lane. */
    @Override
    public @Nullable Place place(Observation seen, boolean stays, boolean told) {
        Lane lane = lanes.of(seen);
        if (lane == null) {
            return null;
        }
        Fact speed = stays ? null : fact(seen);
        boolean tooFast = stays || (speed != null && speed.value() - speed.error() > least());
        return tooFast ? LaneCondition.place(lane) : null;
    }

    @Override
    public @Nullable Fact fact(Observation seen) {
        return Speeds.of(ground, seen.sighting());
    }

    @Override
    public String why(Phase phase, String label, Place place, long spent, @Nullable Fact fact) {
        return label + " in " + place.name() + " at " + words(fact) + ", limit is " + Math.round(rule.limitKmh());
    }

    private static String words(@Nullable Fact speed) {
        return speed == null
                ? "an unknown speed"
                : String.format(Locale.ROOT, "%.0f ± %.0f km/h", speed.value(), Math.ceil(speed.error()));
    }

    @Override
    public Values attributes(Place place, long spent, @Nullable Fact fact) {
        return Speeds.put(Values.builder(), fact)
                .put("limit_kmh", rule.limitKmh())
                .put("tolerance_kmh", rule.toleranceKmh())
                .build();
    }

    @Override
    public String state(Place place, long spent, @Nullable Fact fact) {
        return words(fact) + " in " + place.name();
    }

    @Override
    public Reasons.Lack lacks(Sighting last) {
        if (ground.isEmpty()) {
            return Reasons.lack("the camera is not calibrated", 0);
        }
        if (lanes.of(last) == null) {
            return lanes.outside(last);
        }
        Fact speed = Speeds.of(ground, last);
        return speed == null
                ? Reasons.lack("seen too briefly for a speed", 0.5)
                : Reasons.lack(
                        words(speed) + ", certainly over " + Math.round(least()) + " needed",
                        (speed.value() - speed.error()) / least());
    }
}
