package watchpost.rules.part;

import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Polygon;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Tolerances;

/**
 * An object in a zone.
 *
 * @param entered when it came in
 * @param out since when it is seen outside; null while it is inside. It counts as present until that is certain
 */
public record Presence(Now entered, @Nullable Now out) {
    /** What becomes of an object's presence when it is seen; null when it is not, or no more, in the zone. */
    public static @Nullable Presence seen(
            @Nullable Presence old, Observation seen, Watch watch, Polygon area, boolean armed) {
        boolean wanted = armed && watch.wantsClass(seen.track().label());
        if (old == null) {
            return wanted && watch.isIn(area, seen.box()) && seen.countsFor(watch)
                    ? new Presence(Edge.crossed(area, seen, watch), null)
                    : null;
        }
        if (wanted && watch.staysIn(area, seen.box())) {
            return old.out == null ? old : new Presence(old.entered, null);
        }
        Now since = old.out;
        if (since == null) {
            return new Presence(old.entered, Edge.crossed(area, seen, watch));
        }
        return seen.now().watched() - since.watched() < Tolerances.LEFT ? old : null;
    }

    /** How many are seen inside or hidden there: without those that are about to have left. */
    public static int inside(ByTrack<Presence> present) {
        int inside = 0;
        for (int i = 0; i < present.size(); i++) {
            inside += present.valueAt(i).out == null ? 1 : 0;
        }
        return inside;
    }

    /** How long it has been there, or was, in nanoseconds. */
    public long length(Now now) {
        return Math.max(0, (out == null ? now : out).watched() - entered.watched());
    }
}
