package watchpost.rules.security;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.SecurityRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Alarm;
import watchpost.rules.part.Presence;
import watchpost.rules.part.Reasons;

/** Many objects in a zone: at least a number, or a density where the camera is calibrated. It ends below 80 % of what began it. */
public final class CrowdFold implements RuleFold {
    private final SecurityRule.Crowd rule;
    /** The zone's area in square metres; 0 where it is not known. */
    private final double area;

    private final Alarm.Terms terms;
    private final ByTrack<Presence> present;
    private final Alarm alarm;

    public CrowdFold(SecurityRule.Crowd rule, Optional<GroundPlane> ground) {
        this(
                rule,
                ground.flatMap(plane -> plane.squareMetres(rule.zone().area())).orElse(0.0),
                new Alarm.Terms(
                        rule,
                        IncidentKind.CROWD,
                        Optional.of(new Place(Place.Shape.ZONE, rule.zone().name())),
                        rule.dwell(),
                        rule.alerting(),
                        "crowd"),
                ByTrack.empty(),
                Alarm.NONE);
    }

    private CrowdFold(SecurityRule.Crowd rule, double area, Alarm.Terms terms, ByTrack<Presence> present, Alarm alarm) {
        this.rule = rule;
        this.area = area;
        this.terms = terms;
        this.present = present;
        this.alarm = alarm;
    }

    private CrowdFold with(ByTrack<Presence> newPresent, Alarm newAlarm) {
        return newPresent == present && newAlarm.equals(alarm)
                ? this
                : new CrowdFold(rule, area, terms, newPresent, newAlarm);
    }

    @Override
    public SecurityRule.Crowd spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = rule.watch().schedule().isArmed(scene.now().moment().wall());
        ByTrack<Presence> next = present.seen(
                scene.seen(),
                (old, seen) ->
                        Presence.seen(old, seen, rule.watch(), rule.zone().area(), armed));
        return with(next, alarm.seen(terms, reading(next.size()), scene.now(), this::words, out));
    }

    private Alarm.Reading reading(int count) {
        return Alarm.Reading.atLeast(needed(), count);
    }

    /** How many make a crowd. */
    private double needed() {
        double byCount = rule.count().isPresent() ? rule.count().getAsInt() : Double.MAX_VALUE;
        double byDensity = rule.perSquareMetre().isPresent() && area > 0
                ? Math.max(2, rule.perSquareMetre().getAsDouble() * area)
                : Double.MAX_VALUE;
        return Math.min(byCount, byDensity);
    }

    private Alarm.Words words(Phase phase, double value, long lasted) {
        long count = Math.round(value);
        Values.Builder values = Values.builder().put("count", count);
        rule.count().ifPresent(limit -> values.put("limit", (long) limit));
        String density = "";
        if (area > 0) {
            double perSquareMetre = Math.round(count / area * 1000) / 1000.0;
            values.put("density_per_m2", perSquareMetre);
            density = String.format(Locale.ROOT, ", %.2f per square metre", perSquareMetre);
        }
        String verb = phase == Phase.CLOSED ? " held up to " : " holds ";
        return new Alarm.Words(rule.zone().name() + verb + count + density, values.build());
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        return with(present.without(last.id()), alarm);
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        return with(present, alarm.passed(terms, now, unwatched, this::words, out));
    }

    @Override
    public void end(Now now, Outputs out) {
        alarm.end(terms, now, this::words, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        if (present.get(last.id()) != null) {
            return Reasons.met(rule, last, "counts as one in " + rule.zone().name());
        }
        return Reasons.notIn(rule.zone(), rule, last, now);
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        long needed = (long) Math.ceil(needed());
        String why = present.size() + " in " + rule.zone().name() + ", " + needed + " needed";
        return Reasons.scene(rule, alarm.isOpen(), why, present.size() / needed());
    }

    @Override
    public int held() {
        return present.size();
    }
}
