package watchpost.rules.retail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Place;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Levels;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Presence;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Samples;
import watchpost.rules.part.Wording;

/**
 * People who wait: how many, how long, and how many gave up. Who comes to the counter within a few seconds after leaving the queue was
 * served; who does not gave up. Without a counter nobody can tell, and no number of those who gave up is told.
 */
public final class QueueMeter implements Meter {
    private static final double NANOS = 1e-9;

    /** Somebody in the queue, or just out of it; {@code atCounter} once seen at the counter. */
    private record Waiting(Presence presence, boolean atCounter) {}

    private record Count(int waiting, double area, int most, Samples waits, long served, long abandoned) {
        static final Count NONE = new Count(0, 0, 0, Samples.NONE, 0, 0);
    }

    private final RetailRule.Queue rule;
    private final ByTrack<Waiting> people;
    private final Count count;
    private final Levels levels;
    private final Limit limit;

    public QueueMeter(RetailRule.Queue rule) {
        this(
                rule,
                ByTrack.empty(),
                Count.NONE,
                Levels.NONE,
                Limit.of(
                        rule,
                        IncidentKind.QUEUE,
                        new Place(Place.Shape.ZONE, rule.zone().name()),
                        rule.limit(),
                        rule.alerting()));
    }

    private QueueMeter(RetailRule.Queue rule, ByTrack<Waiting> people, Count count, Levels levels, Limit limit) {
        this.rule = rule;
        this.people = people;
        this.count = count;
        this.levels = levels;
        this.limit = limit;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.QUEUE;
    }

    @Override
    public Meter credit(long nanos) {
        double area = count.area() + (double) count.waiting() * nanos;
        Count longer = new Count(count.waiting(), area, count.most(), count.waits(), count.served(), count.abandoned());
        return new QueueMeter(rule, people, longer, levels, limit);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        Now now = scene.now();
        ByTrack<Waiting> next = people.seen(scene.seen(), (old, seen) -> update(old, seen, armed));
        Count counted = count;
        for (int i = 0; i < people.size(); i++) {
            if (next.get(people.idAt(i)) == null) {
                counted = left(counted, people.valueAt(i), now, isAtCounter(scene, people.idAt(i)));
            }
        }
        int waiting = waiting(next, now);
        counted = new Count(
                waiting,
                counted.area(),
                Math.max(counted.most(), waiting),
                counted.waits(),
                counted.served(),
                counted.abandoned());
        Values level = Values.builder()
                .put("zone", rule.zone().name())
                .put("length", (long) waiting)
                .build();
        Levels told = armed ? levels.seen(rule, kind(), level, now, out) : levels;
        return new QueueMeter(rule, next, counted, told, limit.seen(armed ? waiting : 0, now, out));
    }

    private @Nullable Waiting update(@Nullable Waiting old, Observation seen, boolean armed) {
        Watch watch = rule.watch();
        Presence presence = Presence.seen(
                old == null ? null : old.presence(), seen, watch, rule.zone().area(), armed);
        if (presence == null) {
            return null;
        }
        boolean counter = (old != null && old.atCounter()) || isAtCounter(seen);
        return old != null && presence.equals(old.presence()) && counter == old.atCounter()
                ? old
                : new Waiting(presence, counter);
    }

    private boolean isAtCounter(Observation seen) {
        return rule.counter().isPresent()
                && rule.watch().isIn(rule.counter().get().area(), seen.box());
    }

    private boolean isAtCounter(Scene scene, long id) {
        for (Observation seen : scene.seen()) {
            if (seen.id() == id) {
                return isAtCounter(seen);
            }
        }
        return false;
    }

    /** Only who waited for the settling time was in the queue; others went by. */
    private Count left(Count before, Waiting who, Now now, boolean nowAtCounter) {
        long waited = who.presence().length(now);
        if (waited < rule.settle().toNanos()) {
            return before;
        }
        boolean served = rule.counter().isEmpty() || who.atCounter() || nowAtCounter;
        return new Count(
                before.waiting(),
                before.area(),
                before.most(),
                served ? before.waits().plus(waited * NANOS) : before.waits(),
                before.served() + (served ? 1 : 0),
                before.abandoned() + (served ? 0 : 1));
    }

    private int waiting(ByTrack<Waiting> all, Now now) {
        int waiting = 0;
        for (int i = 0; i < all.size(); i++) {
            waiting += all.valueAt(i).presence().length(now) >= rule.settle().toNanos() ? 1 : 0;
        }
        return waiting;
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        Waiting who = people.get(last.id());
        if (who == null) {
            return this;
        }
        boolean counter = isAtCounter(new Observation(last, null));
        return new QueueMeter(rule, people.without(last.id()), left(count, who, last.at(), counter), levels, limit);
    }

    @Override
    public Meter passed(Now now, long unwatched, Outputs out) {
        Limit later = limit.passed(now, unwatched, out);
        return later.equals(limit) ? this : new QueueMeter(rule, people, count, levels, later);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        Values.Builder values = Values.builder()
                .put("zone", rule.zone().name())
                .put("length", Wording.rounded(count.area() / interval.watched()))
                .put("max_length", (long) count.most());
        if (count.waits().count() > 0) {
            values.put("wait_median_s", Wording.rounded(count.waits().percentile(0.5)))
                    .put("wait_p90_s", Wording.rounded(count.waits().percentile(0.9)));
        }
        values.put("served", count.served());
        if (rule.counter().isPresent()) {
            values.put("abandoned", count.abandoned());
        }
        return List.of(values.build());
    }

    @Override
    public Meter reset() {
        Count anew = new Count(count.waiting(), 0, count.waiting(), Samples.NONE, 0, 0);
        return new QueueMeter(rule, people, anew, levels, limit);
    }

    @Override
    public void end(Now now, Outputs out) {
        limit.end(now, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Waiting who = people.get(last.id());
        if (who == null) {
            return Reasons.notIn(rule.zone(), rule, last, now);
        }
        long waited = who.presence().length(now);
        String there = "in " + rule.zone().name() + " for " + Wording.duration(waited);
        return waited >= rule.settle().toNanos()
                ? Reasons.met(rule, last, there)
                : Reasons.missed(
                        rule,
                        last,
                        Reasons.tooShort(there, waited, rule.settle().toNanos()));
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        if (rule.limit().isEmpty()) {
            return null;
        }
        int most = rule.limit().getAsInt();
        String why = count.waiting() + " wait in " + rule.zone().name() + ", limit is " + most;
        return Reasons.scene(rule, limit.alarm().isOpen(), why, count.waiting() / (most + 1.0));
    }

    @Override
    public int held() {
        return people.size();
    }
}
