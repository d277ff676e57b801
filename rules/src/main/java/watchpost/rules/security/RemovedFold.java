package watchpost.rules.security;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
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
 * A thing that has stood in a zone is gone. While somebody stands before its place the time stands still. The situation ends when the
 * thing is back, or after a minute.
 */
public final class RemovedFold implements RuleFold {
    /** What has not stood for this long was never a thing of this place. */
    private static final long SETTLED = Duration.ofSeconds(5).toNanos();

    private final SecurityRule.RemovedObject rule;
    private final Things things;
    /** The things whose removal is told and not ended. */
    private final Set<Long> told;

    public RemovedFold(SecurityRule.RemovedObject rule) {
        this(rule, Things.NONE, Set.of());
    }

    private RemovedFold(SecurityRule.RemovedObject rule, Things things, Set<Long> told) {
        this.rule = rule;
        this.things = things;
        this.told = told;
    }

    @Override
    public SecurityRule.RemovedObject spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        Watch watch = rule.watch();
        boolean armed = watch.schedule().isArmed(scene.now().moment().wall());
        Things next = things.seen(
                scene,
                seen -> seen.countsFor(watch)
                        && Motions.isStanding(seen.sighting())
                        && watch.isIn(rule.zone().area(), seen.box()));
        if (next.equals(things)) {
            return this;
        }
        Set<Long> nowTold = new TreeSet<>();
        for (Thing thing : next.all()) {
            boolean before = told.contains(thing.id());
            boolean missing =
                    thing.stood() >= SETTLED && thing.missing() >= rule.dwell().toNanos();
            if (before && thing.missing() == 0) {
                emit(Phase.CLOSED, thing, scene.now(), out);
            } else if (before || (missing && armed)) {
                nowTold.add(thing.id());
            }
            if (missing && armed && !before) {
                emit(Phase.OPENED, thing, scene.now(), out);
            }
        }
        closeThose(thing -> next.all().stream().noneMatch(kept -> kept.id() == thing.id()), scene.now(), out);
        return new RemovedFold(rule, next, Set.copyOf(nowTold));
    }

    private void closeThose(Predicate<Thing> ended, Now now, Outputs out) {
        for (Thing thing : things.all()) {
            if (told.contains(thing.id()) && ended.test(thing)) {
                emit(Phase.CLOSED, thing, now, out);
            }
        }
    }

    private void emit(Phase phase, Thing thing, Now at, Outputs out) {
        boolean back = phase == Phase.CLOSED && thing.missing() == 0;
        out.add(new RuleEvent(
                out.camera(),
                rule.id(),
                IncidentKind.REMOVED_OBJECT,
                phase,
                "thing-" + thing.id() + "-" + thing.first().moment().wall().toEpochMilli(),
                rule.alerting().severityAt(at.moment().wall()),
                at.moment(),
                thing.last().moment(),
                Optional.of(new Subject(thing.label(), thing.confidence(), thing.track(), thing.box())),
                Optional.of(new Place(Place.Shape.ZONE, rule.zone().name())),
                thing.label() + (back ? " is back in " : " is gone from ")
                        + rule.zone().name() + ", stood there for " + Wording.duration(thing.stood()),
                Values.builder()
                        .put("stood_s", Wording.seconds(thing.stood()))
                        .put("last_seen_at", thing.last().moment().wall().toString())
                        .build()));
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        return this;
    }

    @Override
    public void end(Now now, Outputs out) {
        closeThose(thing -> true, now, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        return Reasons.missed(rule, last, unwanted == null ? Reasons.lack("it is there", 0) : unwanted);
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        Thing longest = null;
        for (Thing thing : things.all()) {
            longest = longest == null || thing.missing() > longest.missing() ? thing : longest;
        }
        if (longest == null) {
            return Reasons.scene(rule, false, "nothing stands in " + rule.zone().name(), 0);
        }
        String why = longest.missing() == 0
                ? things.all().size() + " things stand in " + rule.zone().name()
                : longest.label() + " missing for " + Wording.duration(longest.missing()) + " of "
                        + Wording.duration(rule.dwell().toNanos());
        double share = (double) longest.missing() / Math.max(1, rule.dwell().toNanos());
        return Reasons.scene(rule, told.contains(longest.id()), why, share);
    }

    @Override
    public int held() {
        return things.all().size();
    }
}
