package watchpost.rules.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
 * guard it. Without a known owner anyone within reach does. Who appears where the owner was lost a moment ago is the owner under
 * another number.
 */
public final class AbandonedFold implements RuleFold {
    /** Within reach are people whose feet are no further away than their own height. */
    private static final double REACH = 1.0;
    /** An owner who is lost by the tracker is found again under another number within this watched time. */
    private static final long LOST = Duration.ofSeconds(2).toNanos();

    /** An owner as last seen, under the number that the tracker gave last. */
    private record Owner(long track, Box box, Now seen) {
        static Owner of(Observation seen) {
            return new Owner(seen.id(), seen.box(), seen.now());
        }
    }

    /**
     * A thing and its owner.
     *
     * @param owner null if nobody was near
     * @param leftAt since when nobody guards it; null while somebody does
     * @param situation the open situation; null while there is none
     */
    private record Left(
            @Nullable Owner owner,
            @Nullable Now leftAt,
            @Nullable String situation) {}

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
            Left followed = new Left(followed(left.owner(), scene), left.leftAt(), left.situation());
            after.add(new Case(thing, judged(thing, followed, scene, out)));
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
                || (left.owner() == null
                        ? nearest(scene, thing.box()) != null
                        : isNear(left.owner(), scene.now(), thing.box()));
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

    /** The owner-like object nearest to {@code thing}; null if none is within reach. */
    private @Nullable Owner nearest(Scene scene, Box thing) {
        return nearest(scene, seen -> distance(seen.box(), thing));
    }

    private @Nullable Owner nearest(Scene scene, ToDoubleFunction<Observation> distance) {
        Observation nearest = null;
        double least = REACH;
        for (Observation seen : scene.seen()) {
            if (rule.owners().contains(seen.track().label()) && distance.applyAsDouble(seen) < least) {
                least = distance.applyAsDouble(seen);
                nearest = seen;
            }
        }
        return nearest == null ? null : Owner.of(nearest);
    }

    /** The owner as seen now; as before while out of sight. Only who came up after the owner was lost can be the owner. */
    private @Nullable Owner followed(@Nullable Owner owner, Scene scene) {
        if (owner == null) {
            return null;
        }
        for (Observation seen : scene.seen()) {
            if (seen.id() == owner.track()) {
                return Owner.of(seen);
            }
        }
        if (scene.now().watched() - owner.seen().watched() > LOST) {
            return owner;
        }
        Owner again = nearest(
                scene,
                seen -> owner.seen().moment().isBefore(seen.track().firstSeen())
                        ? distance(owner.box(), seen.box())
                        : Double.POSITIVE_INFINITY);
        return again == null ? owner : again;
    }

    private static boolean isNear(Owner owner, Now now, Box thing) {
        return owner.seen().equals(now) && distance(owner.box(), thing) < REACH;
    }

    /** From a person's feet to those of something else, in heights of the person. */
    private static double distance(Box person, Box other) {
        return person.bottomCentre().distanceTo(other.bottomCentre()) / Math.max(1e-6, person.height());
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
        Owner owner = told.left().owner();
        if (owner != null) {
            values.put("owner_track", owner.track());
        }
        String who = owner == null ? "" : ", left by person " + owner.track();
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
