package watchpost.rules.kind;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.time.Moment;
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
 * Intrusion and loitering: an object is in a zone for some time. It is in from when its path met the edge; it is out, from when its path
 * met the edge again, once it was seen outside for {@link Tolerances#LEFT}; a flicker across the edge changes nothing.
 * A situation opens at a frame that shows the object inside, never in between, so that it does not hang on when time is advanced.
 */
final class StayFold implements RuleFold {
    /** A long situation is told again after this long, and then each time its length has doubled. */
    private static final long FIRST_UPDATE = Duration.ofSeconds(30).toNanos();

    private final RuleSpec spec;
    private final IncidentKind kind;
    private final Zone zone;
    private final long dwell;
    private final Alerting alerting;
    private final ByTrack<Stay> stays;

    private StayFold(
            RuleSpec spec, IncidentKind kind, Zone zone, Duration dwell, Alerting alerting, ByTrack<Stay> stays) {
        this.spec = spec;
        this.kind = kind;
        this.zone = zone;
        this.dwell = dwell.toNanos();
        this.alerting = alerting;
        this.stays = stays;
    }

    static StayFold of(RuleSpec.Intrusion rule) {
        return new StayFold(rule, IncidentKind.INTRUSION, rule.zone(), rule.dwell(), rule.alerting(), ByTrack.empty());
    }

    static StayFold of(RuleSpec.Loitering rule) {
        return new StayFold(rule, IncidentKind.LOITERING, rule.zone(), rule.dwell(), rule.alerting(), ByTrack.empty());
    }

    private StayFold with(ByTrack<Stay> newStays) {
        return newStays == stays ? this : new StayFold(spec, kind, zone, Duration.ofNanos(dwell), alerting, newStays);
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = spec.watch().schedule().isArmed(scene.now().moment().wall());
        return with(stays.seen(scene.seen(), (old, seen) -> update(old, seen, armed, out)));
    }

    private @Nullable Stay update(@Nullable Stay old, Observation seen, boolean armed, Outputs out) {
        Watch watch = spec.watch();
        Now now = seen.now();
        boolean inside =
                armed && watch.wantsClass(seen.track().label()) && zone.area().contains(seen.place(watch.anchor()));
        if (old == null && !inside) {
            return null;
        }
        Stay stay = old == null ? new Stay(null, Cooldown.NONE) : old;
        Stay.Visit visit = stay.visit();
        if (visit == null) {
            if (!inside || !seen.countsFor(watch)) {
                return stay.isBlank() ? null : stay;
            }
            visit = new Stay.Visit(Edge.crossed(zone.area(), seen, watch.anchor()), null, null);
        }
        if (inside) {
            return stay.with(tell(visit.inside(), stay.past(), seen.sighting(), out));
        }
        Now since = visit.out();
        if (since == null) {
            return stay.with(visit.outside(Edge.crossed(zone.area(), seen, watch.anchor())));
        }
        return now.watched() - since.watched() < Tolerances.LEFT
                ? stay
                : left(stay, visit, since, seen.sighting(), out);
    }

    /** Opens or updates the situation of a visit where it is time to. */
    private Stay.Visit tell(Stay.Visit visit, Cooldown past, Sighting sighting, Outputs out) {
        Now now = sighting.at();
        long spent = now.watched() - visit.entered().watched();
        Stay.Open open = visit.open();
        if (open == null) {
            if (spent < dwell || !past.isOver(now, alerting.cooldown())) {
                return visit;
            }
            String name = past.nextName(
                    Long.toString(sighting.track().id()), visit.entered().moment());
            Stay.Open opened = new Stay.Open(name, Wording.subject(sighting), spent + FIRST_UPDATE);
            emit(Phase.OPENED, opened, visit, now, out);
            return visit.with(opened);
        }
        if (spent < open.nextUpdate()) {
            return visit;
        }
        Stay.Open updated = new Stay.Open(open.name(), Wording.subject(sighting), spent * 2);
        emit(Phase.UPDATED, updated, visit, now, out);
        return visit.with(updated);
    }

    private @Nullable Stay left(Stay stay, Stay.Visit visit, Now at, Sighting last, Outputs out) {
        Stay.Open open = visit.open();
        if (open == null) {
            Stay without = stay.with(null);
            return without.isBlank() ? null : without;
        }
        emit(Phase.CLOSED, new Stay.Open(open.name(), Wording.subject(last), 0), visit, at, out);
        return new Stay(null, stay.past().ended(at));
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        Stay stay = stays.get(last.track().id());
        if (stay == null) {
            return this;
        }
        Stay.Visit visit = stay.visit();
        if (visit != null) {
            Now since = visit.out();
            left(stay, visit, since == null ? last.at() : since, last, out);
        }
        return with(stays.without(last.track().id()));
    }

    @Override
    public void end(Now now, Outputs out) {
        for (int i = 0; i < stays.size(); i++) {
            Stay.Visit visit = stays.valueAt(i).visit();
            if (visit != null && visit.open() != null) {
                emit(Phase.CLOSED, visit.open(), visit, now, out);
            }
        }
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Stay stay = stays.get(last.track().id());
        Stay.Visit visit = stay == null ? null : stay.visit();
        if (stay == null || visit == null) {
            String unwanted = Reasons.unwanted(spec.watch(), last, now);
            return Reasons.missed(spec, last, unwanted == null ? Reasons.outside(zone, spec.watch(), last) : unwanted);
        }
        long spent = now.watched() - visit.entered().watched();
        String there = "in " + zone.name() + " for " + Wording.duration(spent);
        if (visit.open() != null) {
            return Reasons.met(spec, last, there);
        }
        if (spent < dwell) {
            return Reasons.missed(spec, last, there + " of " + Wording.duration(dwell));
        }
        long rest = stay.past().endedAt() + alerting.cooldown().toNanos() - now.watched();
        return Reasons.missed(spec, last, there + ", told before, quiet for " + Wording.duration(Math.max(0, rest)));
    }

    @Override
    public int held() {
        return stays.size();
    }

    private void emit(Phase phase, Stay.Open open, Stay.Visit visit, Now at, Outputs out) {
        long spent = Math.max(0, at.watched() - visit.entered().watched());
        Subject subject = open.subject();
        Moment started = visit.entered().moment();
        out.add(new RuleEvent(
                out.camera(),
                spec.id(),
                kind,
                phase,
                open.name(),
                alerting.severity(),
                at.moment(),
                started,
                Optional.of(subject),
                Optional.of(new Place(Place.Shape.ZONE, zone.name())),
                why(phase, subject.label(), spent),
                Values.builder().put("dwell_s", Wording.seconds(spent)).build()));
    }

    private String why(Phase phase, String label, long spent) {
        String verb = phase == Phase.CLOSED ? " was" : kind == IncidentKind.LOITERING ? " has stayed" : "";
        return label + verb + " in " + zone.name() + " for " + Wording.duration(spent);
    }
}
