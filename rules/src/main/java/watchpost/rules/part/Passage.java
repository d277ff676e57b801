package watchpost.rules.part;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Point;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;

/**
 * Where one object is with respect to a {@link Gate}. It has crossed when it was on one side, clear of a band around the line, and then
 * was on the other for {@link Tolerances#CROSSED}, also clear of the band, and its path between met the gate. Trembling on the line
 * thus counts nothing, and the crossings of one object go forwards and backwards in turn.
 *
 * @param firm the side on which it was last for certain: -1, 1, or 0 while unknown
 * @param near the side of the line on which its place lies, band or not: -1, 1, or 0 while exactly on it from the start
 * @param flip its latest step over the line; null before the first
 * @param beyond since when it is on the side that is not the firm one, and was clear of the band there; null while it is not
 * @param last its latest crossing; a new one is a new object
 */
public record Passage(
        int firm,
        int near,
        @Nullable Flip flip,
        @Nullable Now beyond,
        @Nullable Crossing last) {
    /**
     * A step over the endless line.
     *
     * @param at when, from the places before and after
     * @param admitted true if it was within the gate
     */
    public record Flip(Now at, boolean admitted) {}

    public record Crossing(boolean forwards, Now at) {}

    /** The object is seen; {@code old} is null at its first sighting here. */
    public static Passage seen(@Nullable Passage old, Observation seen, Gate gate, Watch watch) {
        Point place = seen.place(watch);
        double distance = gate.side(place);
        int near = (int) Math.signum(distance);
        double band = band(seen.track().box().height());
        int clear = Math.abs(distance) > band ? near : 0;
        if (old == null) {
            return new Passage(clear, near, null, null, null);
        }
        Passage stepped = old.stepped(near, place, distance, seen, gate, watch);
        return clear == 0 ? stepped : stepped.cleared(clear, seen.now());
    }

    private static double band(double height) {
        return Math.min(Tolerances.MAX_BAND, Math.max(Tolerances.MIN_BAND, Tolerances.BAND_OF_HEIGHT * height));
    }

    private Passage stepped(int side, Point place, double distance, Observation seen, Gate gate, Watch watch) {
        if (side == 0 || side == near) {
            return this;
        }
        Sighting before = seen.before();
        Now stillBeyond = side == firm ? null : beyond;
        if (near == 0 || before == null) {
            return new Passage(firm, side, flip, stillBeyond, last);
        }
        Point from = watch.place(before.track().box());
        double was = Math.abs(gate.side(from));
        double share = was / (was + Math.abs(distance));
        Point at = Edge.between(from, place, share);
        long sinceThen =
                Math.round((1 - share) * (seen.now().watched() - before.at().watched()));
        return new Passage(firm, side, new Flip(seen.now().earlier(sinceThen), gate.admits(at)), stillBeyond, last);
    }

    private Passage cleared(int side, Now now) {
        if (firm == 0) {
            return new Passage(side, near, flip, null, last);
        }
        if (side == firm) {
            return beyond == null ? this : new Passage(firm, near, flip, null, last);
        }
        if (beyond == null) {
            return new Passage(firm, near, flip, now, last);
        }
        return now.watched() - beyond.watched() < Tolerances.CROSSED ? this : crossed();
    }

    /** The object is gone: if it was beyond the line when it was last seen, it has crossed. */
    public Passage gone() {
        return beyond == null ? this : crossed();
    }

    private Passage crossed() {
        Crossing crossing = flip != null && flip.admitted() ? new Crossing(firm < 0, flip.at()) : last;
        return new Passage(-firm, near, null, null, crossing);
    }

    /** The crossing that this step brought, if any. */
    public @Nullable Crossing since(@Nullable Passage old) {
        return old == null || Objects.equals(last, old.last) ? null : last;
    }
}
