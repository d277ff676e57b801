package watchpost.rules.part;

import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Polygon;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.vision.Track;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;

/** Why an object counts for a rule, or what it lacks, in words; and how near it is to counting. */
public final class Reasons {
    private static final double WRONG_CLASS = 0;
    private static final double WRONG_HOUR = 0.1;
    private static final double UNSURE = 0.2;
    private static final double SMALL = 0.3;
    private static final double NEVER_MOVED = 0.4;
    private static final double ELSEWHERE = 0.5;
    private static final double TOO_SHORT = 0.8;

    private Reasons() {}

    /** What an object lacks, and how near it is to being met. */
    public record Lack(String why, double closeness) {}

    public static Explanation met(RuleSpec rule, Sighting last, String why) {
        return new Explanation(rule.id(), last.id(), last.track().label(), true, why, 1);
    }

    public static Explanation missed(RuleSpec rule, Sighting last, Lack lack) {
        return new Explanation(rule.id(), last.id(), last.track().label(), false, lack.why(), lack.closeness());
    }

    /** How the scene as a whole stands with the rule: {@code share} of what is needed is there. */
    public static Explanation scene(RuleSpec rule, boolean met, String why, double share) {
        return new Explanation(rule.id(), 0, "", met, why, met ? 1 : Math.min(0.99, Math.max(0, share)));
    }

    /** What keeps {@code watch} from looking at the object at all; null if nothing does. */
    public static @Nullable Lack unwanted(Watch watch, Sighting last, Now now) {
        Track track = last.track();
        if (!watch.wantsClass(track.label())) {
            String wanted = String.join(", ", new TreeSet<>(watch.classes()));
            return new Lack("a " + track.label() + ", looked for: " + wanted, WRONG_CLASS);
        }
        if (!watch.schedule().isArmed(now.moment().wall())) {
            return new Lack("outside the schedule", WRONG_HOUR);
        }
        if (last.surest() < watch.minConfidence()) {
            return new Lack(
                    percent(last.surest()) + " sure, " + percent(watch.minConfidence()) + " needed",
                    UNSURE + 0.1 * last.surest() / watch.minConfidence());
        }
        if (track.box().height() < watch.minHeight()) {
            return new Lack(
                    percent(track.box().height()) + " of the picture high, " + percent(watch.minHeight()) + " needed",
                    SMALL);
        }
        if (track.travelled() < watch.minTravel()) {
            return new Lack(
                    "moved by " + percent(track.travelled()) + " of the picture, " + percent(watch.minTravel())
                            + " needed",
                    NEVER_MOVED);
        }
        return null;
    }

    /** Why the object does not count in the zone of {@code rule}: it is not looked for, or it is outside. */
    public static Explanation notIn(Zone zone, RuleSpec rule, Sighting last, Now now) {
        Lack unwanted = unwanted(rule.watch(), last, now);
        return missed(rule, last, unwanted == null ? outside(zone.area(), zone.name(), rule.watch(), last) : unwanted);
    }

    /** Where the object stands with respect to a zone that it is not in. */
    public static Lack outside(Polygon area, String name, Watch watch, Sighting last) {
        if (watch.isIn(area, last.track().box())) {
            return new Lack("just came into " + name, TOO_SHORT);
        }
        double distance = area.distanceToEdge(watch.place(last.track().box()));
        return new Lack(percent(distance) + " of the picture outside " + name, ELSEWHERE + 0.2 * nearness(distance));
    }

    /** The situation has lasted for a part of the time that it must. */
    public static Lack tooShort(String there, long spent, long needed) {
        return new Lack(
                there + " of " + Wording.duration(needed), TOO_SHORT + 0.19 * Math.min(1, (double) spent / needed));
    }

    /** Something else is missing; {@code share} of it is there. */
    public static Lack lack(String why, double share) {
        return new Lack(why, ELSEWHERE + 0.2 * Math.min(1, Math.max(0, share)));
    }

    /** Where the object stands with respect to a gate that it has not just crossed. */
    static Lack away(@Nullable Passage passage, Gate gate, String name, Watch watch, Sighting last) {
        if (passage == null || passage.firm() == 0) {
            return new Lack("first seen on " + name + ", on neither side of it so far", ELSEWHERE);
        }
        Now beyond = passage.beyond();
        if (beyond != null) {
            long spent = last.at().watched() - beyond.watched();
            return tooShort("beyond " + name + " for " + Wording.duration(spent), spent, Tolerances.CROSSED);
        }
        double distance = Math.abs(gate.side(watch.place(last.track().box())));
        return new Lack(percent(distance) + " of the picture away from " + name, ELSEWHERE + 0.2 * nearness(distance));
    }

    private static double nearness(double distance) {
        return Math.max(0, 1 - distance);
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", Math.round(share * 100));
    }
}
