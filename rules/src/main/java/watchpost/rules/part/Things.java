package watchpost.rules.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Scene;

/**
 * Things that stand still, known by their places: a thing that the detector or the tracker loses for a while is the same thing when
 * something of its class is seen there again. Immutable and bounded.
 *
 * @param watchedSince when the camera began, or began again, to watch, in watched nanoseconds
 */
public record Things(List<Thing> all, long lastId, long watchedSince) {
    public static final Things NONE = new Things(List.of(), 0, 0);
    private static final int MOST = 64;
    private static final double SAME_PLACE = 0.4;
    /** A box that is this much behind another one cannot be expected to be seen. */
    private static final double HIDDEN = 0.3;
    /** What appears this soon after the camera began to watch was there before. */
    private static final long AT_ONCE = Duration.ofSeconds(2).toNanos();
    /** A thing that is not seen and not hidden for this long is gone. */
    public static final long GONE = Duration.ofSeconds(60).toNanos();

    /**
     * A thing.
     *
     * @param first when it came to stand here
     * @param last when it was last seen here
     * @param missing for how long it has not been seen, although nothing was in front of it, in nanoseconds
     * @param confidence of its last detection
     * @param fromStart true if it stood here already when the camera began, or began again, to watch
     */
    public record Thing(
            long id,
            long track,
            String label,
            Box box,
            double confidence,
            Now first,
            Now last,
            long missing,
            boolean fromStart) {
        /** How long it has stood, in nanoseconds. */
        public long stood() {
            return last.watched() - first.watched();
        }
    }

    /** Judges whether an object that is not known yet stands here. */
    @FunctionalInterface
    public interface Admission {
        boolean stands(Observation seen);
    }

    /** Takes one frame in. */
    public Things seen(Scene scene, Admission admission) {
        long since = scene.afterGap() ? scene.now().watched() : watchedSince;
        List<Observation> left = new ArrayList<>();
        for (Observation seen : scene.seen()) {
            if (admission.stands(seen)) {
                left.add(seen);
            }
        }
        if (left.isEmpty() && all.isEmpty()) {
            return since == watchedSince ? this : new Things(all, lastId, since);
        }
        List<Thing> next = new ArrayList<>(all.size() + left.size());
        for (Thing thing : all) {
            Observation same = takeSame(thing, left);
            Thing now = same == null ? unseen(thing, scene) : again(thing, same);
            if (now.missing() < GONE) {
                next.add(now);
            }
        }
        long id = lastId;
        for (Observation fresh : left) {
            if (next.size() < MOST) {
                id++;
                next.add(new Thing(
                        id,
                        fresh.id(),
                        fresh.track().label(),
                        fresh.box(),
                        fresh.track().confidence(),
                        fresh.now(),
                        fresh.now(),
                        0,
                        appeared(fresh) - since < AT_ONCE));
            }
        }
        return new Things(List.copyOf(next), id, since);
    }

    /** When it was first seen anywhere, in watched nanoseconds, as far as nothing was missed since. */
    private static long appeared(Observation seen) {
        Duration age = seen.now().moment().since(seen.track().firstSeen());
        return seen.now().watched() - age.toNanos();
    }

    private static @Nullable Observation takeSame(Thing thing, List<Observation> left) {
        Observation best = null;
        double most = SAME_PLACE;
        for (Observation seen : left) {
            double common =
                    thing.label().equals(seen.track().label()) ? thing.box().iou(seen.box()) : 0;
            if (common > most) {
                most = common;
                best = seen;
            }
        }
        if (best != null) {
            left.remove(best);
        }
        return best;
    }

    private static Thing again(Thing thing, Observation seen) {
        return new Thing(
                thing.id(),
                seen.id(),
                thing.label(),
                thing.box(),
                seen.track().confidence(),
                thing.first(),
                seen.now(),
                0,
                thing.fromStart());
    }

    private static Thing unseen(Thing thing, Scene scene) {
        for (Observation other : scene.seen()) {
            boolean same = other.track().label().equals(thing.label());
            if (!same
                    && other.box().intersection(thing.box())
                            > HIDDEN * thing.box().area()) {
                return thing;
            }
        }
        return new Thing(
                thing.id(),
                thing.track(),
                thing.label(),
                thing.box(),
                thing.confidence(),
                thing.first(),
                thing.last(),
                thing.missing() + scene.watched(),
                thing.fromStart());
    }
}
