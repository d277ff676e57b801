package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * Two road users, at least one a vehicle, come so near that little time was left. A collision that was near in two frames in a row
 * counts, and a crossing of paths with too little time between. One situation for each pair, in an instant; the cooldown is the pair's.
 */
public final class NearMissFold implements RuleFold {
    private static final String PERSON = "person";
    /** More road users than this are looked at in pairs only as far as this. */
    private static final int MOST = 40;

    private static final int MOST_PAIRS = 200;

    /**
     * What is remembered of a pair.
     *
     * @param close the last frame in which a collision was near, in watched nanoseconds
     * @param told when it was told, in watched nanoseconds; null if it was not
     */
    private record Pair(
            long one, long other, long close, @Nullable Long told) {}

    private final TrafficRule.NearMiss rule;
    private final Optional<GroundPlane> ground;
    private final List<Pair> pairs;

    public NearMissFold(TrafficRule.NearMiss rule, Optional<GroundPlane> ground) {
        this(rule, ground, List.of());
    }

    private NearMissFold(TrafficRule.NearMiss rule, Optional<GroundPlane> ground, List<Pair> pairs) {
        this.rule = rule;
        this.ground = ground;
        this.pairs = pairs;
    }

    @Override
    public TrafficRule.NearMiss spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = rule.watch().schedule().isArmed(scene.now().moment().wall());
        if (ground.isEmpty() || !armed) {
            return this;
        }
        List<Sighting> users = new ArrayList<>();
        for (Observation seen : scene.seen()) {
            if (users.size() < MOST
                    && seen.countsFor(rule.watch())
                    && rule.watch().isIn(rule.zone().area(), seen.box())) {
                users.add(seen.sighting());
            }
        }
        List<Pair> next = new ArrayList<>(pairs);
        for (int i = 0; i < users.size(); i++) {
            for (int j = i + 1; j < users.size(); j++) {
                judge(users.get(i), users.get(j), scene, next, out);
            }
        }
        return next.isEmpty() && pairs.isEmpty() ? this : new NearMissFold(rule, ground, List.copyOf(next));
    }

    private void judge(Sighting one, Sighting other, Scene scene, List<Pair> known, Outputs out) {
        boolean vehicle = !(isPerson(one) && isPerson(other));
        boolean moving = !(Motions.isStanding(one) && Motions.isStanding(other));
        if (!vehicle || !moving) {
            return;
        }
        GroundPlane plane = ground.orElseThrow();
        Double collision = Encounter.timeToCollision(plane, one.trail(), other.trail());
        boolean near =
                collision != null && collision < seconds(rule.timeToCollision().toNanos());
        Double passed = Encounter.postEncroachment(plane, one.trail(), other.trail());
        if (passed == null) {
            passed = Encounter.postEncroachment(plane, other.trail(), one.trail());
        }
        boolean crossed =
                passed != null && passed < seconds(rule.postEncroachment().toNanos());
        if (!near && !crossed) {
            return;
        }
        Pair before = take(known, one.id(), other.id());
        long now = scene.now().watched();
        boolean again = before != null && near && now > before.close() && now - before.close() <= scene.watched();
        Long told = before == null ? null : before.told();
        boolean rested =
                told == null || now - told >= rule.alerting().cooldown().toNanos();
        if ((crossed || again) && rested) {
            told = now;
            emit(one, other, crossed ? passed : null, near ? collision : null, out);
        }
        if (known.size() < MOST_PAIRS) {
            known.add(new Pair(
                    Math.min(one.id(), other.id()),
                    Math.max(one.id(), other.id()),
                    near ? now : before == null ? Long.MIN_VALUE / 2 : before.close(),
                    told));
        }
    }

    private static boolean isPerson(Sighting sighting) {
        return sighting.track().label().equals(PERSON);
    }

    private static @Nullable Pair take(List<Pair> known, long a, long b) {
        for (Pair pair : known) {
            if (pair.one() == Math.min(a, b) && pair.other() == Math.max(a, b)) {
                known.remove(pair);
                return pair;
            }
        }
        return null;
    }

    private static double seconds(long nanos) {
        return nanos * 1e-9;
    }

    private void emit(Sighting one, Sighting other, @Nullable Double passed, @Nullable Double collision, Outputs out) {
        Sighting weaker = isPerson(other) ? other : one;
        Sighting stronger = isPerson(other) ? one : other;
        Now at = one.at();
        Values.Builder values =
                Values.builder().put("other_class", stronger.track().label()).put("other_track", stronger.id());
        String how = "";
        if (passed != null) {
            values.put("post_encroachment_s", Wording.rounded(passed));
            how = String.format(Locale.ROOT, "%.1f s apart at the same place", passed);
        }
        if (collision != null) {
            values.put("time_to_collision_s", Wording.rounded(collision));
            how = passed == null ? String.format(Locale.ROOT, "%.1f s before a collision", collision) : how;
        }
        String name =
                weaker.id() + "-" + stronger.id() + "-" + at.moment().wall().toEpochMilli();
        for (Phase phase : List.of(Phase.OPENED, Phase.CLOSED)) {
            out.add(new RuleEvent(
                    out.camera(),
                    rule.id(),
                    IncidentKind.NEAR_MISS,
                    phase,
                    name,
                    rule.alerting().severityAt(at.moment().wall()),
                    at.moment(),
                    at.moment(),
                    Optional.of(Wording.subject(weaker)),
                    Optional.of(new Place(Place.Shape.ZONE, rule.zone().name())),
                    weaker.track().label() + " and " + stronger.track().label() + " in "
                            + rule.zone().name() + ", " + how,
                    values.build()));
        }
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        List<Pair> left = pairs.stream()
                .filter(pair -> pair.one() != last.id() && pair.other() != last.id())
                .toList();
        return left.size() == pairs.size() ? this : new NearMissFold(rule, ground, left);
    }

    @Override
    public void end(Now now, Outputs out) {
        // nothing stays open: a near miss ends as it begins
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        if (ground.isEmpty()) {
            return Reasons.missed(rule, last, Reasons.lack("the camera is not calibrated", 0));
        }
        if (unwanted != null
                || !rule.watch().isIn(rule.zone().area(), last.track().box())) {
            return Reasons.missed(
                    rule,
                    last,
                    unwanted != null
                            ? unwanted
                            : Reasons.outside(rule.zone().area(), rule.zone().name(), rule.watch(), last));
        }
        boolean told = pairs.stream()
                .anyMatch(pair -> pair.told() != null && (pair.one() == last.id() || pair.other() == last.id()));
        return told
                ? Reasons.met(rule, last, "came too near to another road user")
                : Reasons.missed(rule, last, Reasons.lack("nobody came near", 0.5));
    }

    @Override
    public int held() {
        return pairs.size();
    }
}
