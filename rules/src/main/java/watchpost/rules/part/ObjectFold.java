package watchpost.rules.part;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Subject;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
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
 * A rule about single objects: one is as its {@link Condition} wants it for some time. It is so from when that began, and no more, from
 * when that ended, once it was seen otherwise for {@link Tolerances#LEFT}; a flicker changes nothing. A situation opens at a frame that
 * shows the object so, never in between, so that it does not hang on when time is advanced.
 *
 * @param dwell how long it must be so, in nanoseconds
 */
public record ObjectFold(RuleSpec spec, Condition condition, long dwell, Alerting alerting, ByTrack<Stay> stays)
        implements RuleFold {
    /** A long situation is told again after this long, and then each time its length has doubled. */
    private static final long FIRST_UPDATE = Duration.ofSeconds(30).toNanos();

    public static ObjectFold of(RuleSpec spec, Condition condition, Duration dwell, Alerting alerting) {
        return new ObjectFold(spec, condition, dwell.toNanos(), alerting, ByTrack.empty());
    }

    private ObjectFold with(Condition newCondition, ByTrack<Stay> newStays) {
        return newStays == stays && newCondition == condition
                ? this
                : new ObjectFold(spec, newCondition, dwell, alerting, newStays);
    }

    @Override
    public ObjectFold seen(Scene scene, Outputs out) {
        boolean armed = spec.watch().schedule().isArmed(scene.now().moment().wall());
        Condition looked = condition.look(scene);
        return with(looked, stays.seen(scene.seen(), (old, seen) -> update(old, seen, looked, armed, out)));
    }

    private @Nullable Stay update(@Nullable Stay old, Observation seen, Condition looked, boolean armed, Outputs out) {
        Watch watch = spec.watch();
        Now now = seen.now();
        Stay.Visit visit = old == null ? null : old.visit();
        Place place = armed && watch.wantsClass(seen.track().label())
                ? looked.place(seen, visit != null, visit != null && visit.open() != null)
                : null;
        if (old == null && place == null) {
            return null;
        }
        Stay stay = old == null ? new Stay(null, Cooldown.NONE) : old;
        if (visit == null) {
            if (place == null || !seen.countsFor(watch)) {
                return stay.isBlank() ? null : stay;
            }
            visit = new Stay.Visit(looked.changed(seen, place), null, place, null, null);
        }
        if (place != null) {
            return stay.with(tell(visit.inside(place, looked.fact(seen)), stay.past(), seen.sighting(), out));
        }
        Now since = visit.out();
        if (since == null) {
            return stay.with(visit.outside(looked.changed(seen, visit.place())));
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
            String name =
                    past.nextName(Long.toString(sighting.id()), visit.entered().moment());
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
    public ObjectFold gone(Sighting last, Outputs out) {
        Stay stay = stays.get(last.id());
        if (stay == null) {
            return this;
        }
        Stay.Visit visit = stay.visit();
        if (visit != null) {
            Now since = visit.out();
            left(stay, visit, since == null ? last.at() : since, last, out);
        }
        return with(condition, stays.without(last.id()));
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
        Stay stay = stays.get(last.id());
        Stay.Visit visit = stay == null ? null : stay.visit();
        if (stay == null || visit == null) {
            Reasons.Lack unwanted = Reasons.unwanted(spec.watch(), last, now);
            return Reasons.missed(spec, last, unwanted == null ? condition.lacks(last) : unwanted);
        }
        long spent = now.watched() - visit.entered().watched();
        String there = condition.state(visit.place(), spent, visit.fact());
        if (visit.open() != null) {
            return Reasons.met(spec, last, there);
        }
        if (spent < dwell) {
            return Reasons.missed(spec, last, Reasons.tooShort(there, spent, dwell));
        }
        long rest = stay.past().endedAt() + alerting.cooldown().toNanos() - now.watched();
        return Reasons.missed(
                spec,
                last,
                new Reasons.Lack(there + ", told before, quiet for " + Wording.duration(Math.max(0, rest)), 0.99));
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
                condition.kind(),
                phase,
                open.name(),
                alerting.severityAt(at.moment().wall()),
                at.moment(),
                started,
                Optional.of(subject),
                Optional.of(visit.place()),
                condition.why(phase, subject.label(), visit.place(), spent, visit.fact()),
                condition.attributes(visit.place(), spent, visit.fact())));
    }
}
