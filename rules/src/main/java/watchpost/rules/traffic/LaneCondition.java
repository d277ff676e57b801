package watchpost.rules.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Place;
import watchpost.core.rule.Lane;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Reasons;

/** In which of its lanes a vehicle is. */
record LaneCondition(Watch watch, List<Lane> lanes) {
    @Nullable
    Lane of(Observation seen) {
        return of(seen.sighting());
    }

    @Nullable
    Lane of(Sighting sighting) {
        for (Lane lane : lanes) {
            if (watch.isIn(lane.area(), sighting.track().box())) {
                return lane;
            }
        }
        return null;
    }

    static Place place(Lane lane) {
        return new Place(Place.Shape.LANE, lane.name());
    }

    /** How far a vehicle that is in none of the lanes is from the nearest. */
    Reasons.Lack outside(Sighting last) {
        Lane nearest = lanes.get(0);
        for (Lane lane : lanes) {
            nearest = distance(lane, last) < distance(nearest, last) ? lane : nearest;
        }
        return Reasons.outside(nearest.area(), nearest.name(), watch, last);
    }

    private double distance(Lane lane, Sighting last) {
        return lane.area().distanceToEdge(watch.place(last.track().box()));
    }
}
