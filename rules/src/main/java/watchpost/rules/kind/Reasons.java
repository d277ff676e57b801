package watchpost.rules.kind;

import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Point;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.vision.Track;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;

/** Why an object counts for a rule, or what it lacks, in words. */
final class Reasons {
    private Reasons() {}

    static Explanation met(RuleSpec rule, Sighting last, String why) {
        return new Explanation(rule.id(), last.track().id(), last.track().label(), true, why);
    }

    static Explanation missed(RuleSpec rule, Sighting last, String why) {
        return new Explanation(rule.id(), last.track().id(), last.track().label(), false, why);
    }

    /** What keeps {@code watch} from looking at the object at all; null if nothing does. */
    static @Nullable String unwanted(Watch watch, Sighting last, Now now) {
        Track track = last.track();
        if (!watch.wantsClass(track.label())) {
            return "a " + track.label() + ", looked for: " + String.join(", ", new TreeSet<>(watch.classes()));
        }
        if (!watch.schedule().isArmed(now.moment().wall())) {
            return "outside the schedule";
        }
        if (last.surest() < watch.minConfidence()) {
            return percent(last.surest()) + " sure, " + percent(watch.minConfidence()) + " needed";
        }
        if (track.box().height() < watch.minHeight()) {
            return percent(track.box().height()) + " of the picture high, " + percent(watch.minHeight()) + " needed";
        }
        if (track.travelled() < watch.minTravel()) {
            return "moved by " + percent(track.travelled()) + " of the picture, " + percent(watch.minTravel())
                    + " needed";
        }
        return null;
    }

    /** Where the object stands with respect to a zone that it is not in. */
    static String outside(Zone zone, Watch watch, Sighting last) {
        double distance = zone.area().distanceToEdge(Observation.place(last, watch.anchor()));
        return percent(distance) + " of the picture outside " + zone.name();
    }

    /** Where the object stands with respect to a gate that it has not just crossed. */
    static String away(@Nullable Passage passage, Gate gate, String name, Watch watch, Sighting last) {
        Point place = Observation.place(last, watch.anchor());
        if (passage == null || passage.firm() == 0) {
            return "first seen on " + name + ", on neither side of it so far";
        }
        Now beyond = passage.beyond();
        if (beyond != null) {
            return "beyond " + name + " for " + Wording.duration(last.at().watched() - beyond.watched()) + " of "
                    + Wording.duration(Tolerances.CROSSED);
        }
        return percent(Math.abs(gate.side(place))) + " of the picture away from " + name;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", Math.round(share * 100));
    }
}
