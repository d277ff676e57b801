package watchpost.daemon.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;

/**
 * Whether anything that rules watch for is on the move, from detections alone: an object is at rest once its box has stayed where it
 * is for some time. Bounded: it remembers what was seen within a minute. Used by the pipeline's thread.
 */
final class Stir {
    /** A box that still covers so much of where it was has not moved; detectors are no more exact than that. */
    private static final double SAME_PLACE = 0.6;
    /** What overlaps so much is the same object, moved. */
    private static final double SAME_OBJECT = 0.2;
    /** What has not moved for so long is at rest. */
    private static final long AT_REST = Duration.ofSeconds(10).toNanos();

    private static final long FORGOTTEN = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 256;

    /** What was found out about a frame. */
    enum Movement {
        NONE,
        /** Something that was seen moving is not at rest yet. */
        LATELY,
        /** Something is new, or is not where it was. */
        NOW
    }

    private final Predicate<Detection> counts;
    private final List<Known> known = new ArrayList<>();

    private static final class Known {
        private final String label;
        private Box place;
        private long movedAt;
        private long seenAt;

        private Known(String label, Box place, long now) {
            this.label = label;
            this.place = place;
            this.movedAt = now;
            this.seenAt = now;
        }
    }

    /**
     * @param classes names of those that matter; empty means all
     * @param confidence detections below it do not count
     */
    Stir(Set<String> classes, double confidence) {
        this.counts =
                found -> found.confidence() >= confidence && (classes.isEmpty() || classes.contains(found.label()));
    }

    /** Takes the detections of one frame. */
    Movement seen(Detections frame) {
        long now = frame.time().moment().stream().toNanos();
        known.removeIf(object -> now - object.seenAt > FORGOTTEN);
        Movement most = Movement.NONE;
        for (Detection found : frame.found()) {
            if (counts.test(found)) {
                Movement one = movement(found, now);
                most = one.compareTo(most) > 0 ? one : most;
            }
        }
        return most;
    }

    private Movement movement(Detection found, long now) {
        Known nearest = null;
        double most = SAME_OBJECT;
        for (Known object : known) {
            double overlap = object.label.equals(found.label()) ? object.place.iou(found.box()) : 0;
            if (overlap >= most) {
                most = overlap;
                nearest = object;
            }
        }
        if (nearest == null) {
            if (known.size() < MOST) {
                known.add(new Known(found.label(), found.box(), now));
            }
            return Movement.NOW;
        }
        nearest.seenAt = now;
        if (most < SAME_PLACE) {
            nearest.place = found.box();
            nearest.movedAt = now;
            return Movement.NOW;
        }
        return now - nearest.movedAt < AT_REST ? Movement.LATELY : Movement.NONE;
    }
}
