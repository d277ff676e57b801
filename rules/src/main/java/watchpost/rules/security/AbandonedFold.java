package watchpost.rules.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Things;
import watchpost.rules.part.Things.Thing;
import watchpost.rules.part.Wording;

/**
 * A thing is left alone. Its owner is who was nearest, within reach, when it came to stand; without one it still counts, unless it stood
 * there already when the camera began to watch. It is alone while its owner is not within reach: another person beside it does not
 * guard it. Without a known owner anyone within reach does.
 */
public final class AbandonedFold implements RuleFold {
    /** Within reach are people whose feet are no further away than their own height. */
    private static final double REACH = 1.0;

    /**
     * A thing and its owner.
     *
     * @param owner the owner's track; 0 if nobody was near
     * @param leftAt since when nobody guards it; null while somebody does
     * @param situation the open situation; null while there is none
     */
    private record Left(
            long owner, @Nullable Now leftAt, @Nullable String situation) {}

    private record Case(Thing thing, Left left) {}

    private final SecurityRule.AbandonedObject rule;
    private final Things things;
    private final List<Case> cases;

    public AbandonedFold(SecurityRule.AbandonedObject rule) {
        this(rule, Things.NONE, List.of());
    }

    private AbandonedFold(SecurityRule.AbandonedObject rule, Things things, List<Case> cases) {
        this.rule = rule;
        this.things = things;
        this.cases = cases;
    }

    @Override
    public SecurityRule.AbandonedObject spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        Watch watch = rule.watch();
        boolean armed = watch.schedule().isArmed(scene.now().moment().wall());
        Things next = things.seen(
                scene,
                seen -> armed
                        && seen.countsFor(watch)
                        && Motions.isStanding(seen.sighting())
                        && watch.isIn(rule.zone().area(), seen.box()));
        if (next.equals(things) && cases.isEmpty()) {
            return this;
        }
        List<Case> after = new ArrayList<>(next.all().size());
        for (Thing thing : next.all()) {
            Case before = find(thing.id());
            Left left = before == null ? new Left(nearest(scene, thing.box()), null, null) : before.left();
            after.add(new Case(thing, judged(thing, left, scene, out)));
        }
        for (Case old : cases) {
            if (after.stream()
                    .noneMatch(known -> known.thing().id() == old.thing().id())) {
                close(old, scene.now(), out);
            }
        }
        return new AbandonedFold(rule, next, List.copyOf(after));
    }

    private @Nullable Case find(long id) {
        for (Case known : cases) {
            if (known.thing().id() == id) {
                return known;
            }
        }
        return null;
    }

    private Left judged(Thing thing, Left left, Scene scene, Outputs out) {
        boolean guarded = thing.fromStart()
                || (left.owner() == 0 ? nearest(scene, thing.box()) != 0 : isNear(scene, left.owner(), thing.box()));
        Now now = scene.now();
        Now since = left.leftAt();
        if (guarded) {
            if (left.situation() != null) {
                close(new Case(thing, left), now, out);
            }
            return since == null ? left : new Left(left.owner(), null, null);
        }
        if (since == null) {
            return new Left(left.owner(), now, null);
        }
        boolean opens = left.situation() == null
                && thing.missing() == 0
                && now.watched() - since.watched() >= rule.dwell().toNanos();
        if (!opens) {
            return left;
        }
        String name = "thing-" + thing.id() + "-" + since.moment().wall().toEpochMilli();
        Left opened = new Left(left.owner(), since, name);
        emit(Phase.OPENED, new Case(thing, opened), now, out);
        return opened;
    }

    /** The track of the owner-like object nearest to {@code thing}; 0 if none is within reach. */
    private long nearest(Scene scene, Box thing) {
        long nearest = 0;
        double least = REACH;
        for (Observation seen : scene.seen()) {
            if (rule.owners().contains(seen.track().label()) && distance(seen, thing) < least) {
                least = distance(seen, thing);
                nearest = seen.id();
            }
        }
        return nearest;
    }

    private static boolean isNear(Scene scene, long owner, Box thing) {
        for (Observation seen : scene.seen()) {
            if (seen.id() == owner) {
                return distance(seen, thing) < REACH;
            }
        }
        return false;
    }

    /** From the person's feet to the thing's, in heights of the person. */
    private static double distance(Observation person, Box thing) {
        return person.box().bottomCentre().distanceTo(thing.bottomCentre())
                / Math.max(1e-6, person.box().height());
    }

    private void close(Case ended, Now at, Outputs out) {
        if (ended.left().situation() != null) {
            emit(Phase.CLOSED, ended, at, out);
        }
    }

    private void emit(Phase phase, Case told, Now at, Outputs out) {
        Thing thing = told.thing();
        Now since = told.left().leftAt();
        String situation = told.left().situation();
        if (since == null || situation == null) {
            return;
        }
        long alone = Math.max(0, at.watched() - since.watched());
        Values.Builder values = Values.builder()
                .put("left_at", since.moment().wall().toString())
                .put("alone_s", Wording.seconds(alone));
        if (told.left().owner() != 0) {
            values.put("owner_track", told.left().owner());
        }
        String who = told.left().owner() == 0
                ? ""
                : ", left by person " + told.left().owner();
        out.add(new RuleEvent(
                out.camera(),
                rule.id(),
                IncidentKind.ABANDONED_OBJECT,
                phase,
                situation,
                rule.alerting().severityAt(at.moment().wall()),
                at.moment(),
                since.moment(),
                Optional.of(new Subject(thing.label(), thing.confidence(), thing.track(), thing.box())),
                Optional.of(new Place(Place.Shape.ZONE, rule.zone().name())),
                thing.label() + (phase == Phase.CLOSED ? " was" : "") + " alone in "
                        + rule.zone().name() + " for " + Wording.duration(alone) + who,
                values.build()));
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        return this;
    }

    @Override
    public void end(Now now, Outputs out) {
        cases.forEach(open -> close(open, now, out));
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        if (unwanted != null) {
            return Reasons.missed(rule, last, unwanted);
        }
        for (Case known : cases) {
            if (known.thing().track() == last.id()) {
                return explain(known, last, now);
            }
        }
        boolean in = rule.watch().isIn(rule.zone().area(), last.track().box());
        return Reasons.missed(
                rule,
                last,
                in
                        ? Reasons.lack("still moving", 1)
                        : Reasons.outside(rule.zone().area(), rule.zone().name(), rule.watch(), last));
    }

    private Explanation explain(Case known, Sighting last, Now now) {
        Now since = known.left().leftAt();
        if (known.thing().fromStart()) {
            return Reasons.missed(rule, last, Reasons.lack("stood there before the camera began to watch", 0.5));
        }
        if (since == null) {
            return Reasons.missed(rule, last, Reasons.lack("its owner is near", 1));
        }
        long alone = now.watched() - since.watched();
        String there = "alone for " + Wording.duration(alone);
        return known.left().situation() != null
                ? Reasons.met(rule, last, there)
                : Reasons.missed(
                        rule, last, Reasons.tooShort(there, alone, rule.dwell().toNanos()));
    }

    @Override
    public int held() {
        return cases.size();
    }
}
