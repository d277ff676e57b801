package watchpost.rules.part;

import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;

/**
 * An object is in a zone.
 *
 * @param verb between the object and the zone while it lasts: "", " has stayed"
 */
public record ZoneCondition(IncidentKind kind, Watch watch, Zone zone, Place shape, String verb) implements Condition {
    public ZoneCondition(IncidentKind kind, Watch watch, Zone zone, String verb) {
        this(kind, watch, zone, new Place(Place.Shape.ZONE, zone.name()), verb);
    }

    @Override
    public @Nullable Place place(Observation seen, boolean stays, boolean told) {
        boolean in = stays ? watch.staysIn(zone.area(), seen.box()) : watch.isIn(zone.area(), seen.box());
        return in ? shape : null;
    }

    @Override
    public Now changed(Observation seen, Place place) {
        return Edge.crossed(zone.area(), seen, watch);
    }

    @Override
    public String why(Phase phase, String label, Place place, long spent, @Nullable Fact fact) {
        return label + (phase == Phase.CLOSED ? " was" : verb) + " " + state(place, spent, fact);
    }

    @Override
    public Values attributes(Place place, long spent, @Nullable Fact fact) {
        return Values.builder().put("dwell_s", Wording.seconds(spent)).build();
    }

    @Override
    public String state(Place place, long spent, @Nullable Fact fact) {
        return "in " + zone.name() + " for " + Wording.duration(spent);
    }

    @Override
    public Reasons.Lack lacks(Sighting last) {
        return Reasons.outside(zone.area(), zone.name(), watch, last);
    }
}
