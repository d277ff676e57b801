package watchpost.detector.second;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.vision.Sighting;

/** What is known of one tracked object. Guarded by its {@link Desk}. */
final class Candidate {
    /** So much better has a sighting to be than the last that was cut out. */
    private static final double BETTER = 1.1;
    /** Or this much of it, and so much later: it may be sharper. */
    private static final double AS_GOOD = 0.8;

    private static final Duration LATER = Duration.ofMillis(400);
    /** Of the quality of the last picture that was read: after it, one of this much is still read. */
    private static final double STILL_WORTH = 0.5;
    /** Pictures of one object that are read, at most. */
    private static final int MOST_READ = 8;

    private @Nullable Sighting sighted;
    private double sightedWorth;
    private @Nullable Sighting cutLast;
    private double cutWorth;
    private @Nullable Crop best;
    private double qualityRead;
    private int read;
    private @Nullable Label told;
    private boolean settled;
    private boolean asked;
    private long at;

    /** A part of the picture is worth the more, the larger and the surer the object in it is. */
    static double worth(Sighting sighting) {
        return sighting.box().area() * sighting.confidence();
    }

    /** Takes note; true if a sighting that waits was replaced. */
    boolean see(Sighting sighting, long now) {
        at = now;
        double worth = worth(sighting);
        if (settled || worth <= sightedWorth || !isWanted(sighting, worth)) {
            return false;
        }
        boolean replaced = sighted != null;
        sighted = sighting;
        sightedWorth = worth;
        return replaced;
    }

    private boolean isWanted(Sighting sighting, double worth) {
        return cutLast == null
                || worth > BETTER * cutWorth
                || (worth > AS_GOOD * cutWorth
                        && sighting.moment().since(cutLast.moment()).compareTo(LATER) >= 0);
    }

    void ask(long now) {
        at = now;
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    long at() {
        return at;
    }

    boolean isSighted() {
        return sighted != null;
    }

    double sightedWorth() {
        return sightedWorth;
    }

    /** The sighting to be cut out now. */
    Optional<Sighting> takeSighting() {
        Optional<Sighting> taken = Optional.ofNullable(sighted);
        if (sighted != null) {
            cutLast = sighted;
            cutWorth = Math.max(cutWorth, sightedWorth);
        }
        sighted = null;
        sightedWorth = 0;
        return taken;
    }

    /** Keeps the better of two. */
    void keep(Crop crop) {
        if (!settled && crop.quality() > qualityRead && (best == null || crop.quality() > best.quality())) {
            best = crop;
        }
    }

    boolean holds() {
        return best != null;
    }

    /** Of the picture that is kept; 0 without one. */
    double quality() {
        return best == null ? 0 : best.quality();
    }

    /** Of the picture that is kept; 0 without one. */
    long bytes() {
        return best == null ? 0 : best.bytes();
    }

    int timesRead() {
        return read;
    }

    /** The best picture goes to be read. */
    Optional<Crop> takeBest() {
        Optional<Crop> taken = Optional.ofNullable(best);
        taken.ifPresent(crop -> qualityRead = crop.quality());
        best = null;
        read++;
        return taken;
    }

    void dropBest() {
        best = null;
    }

    /** True if {@code label} is to be told: the first, or a surer one that says something else. */
    boolean learn(Optional<Label> label, double sure) {
        boolean sameAgain = label.isPresent()
                && told != null
                && told.text().equals(label.get().text());
        boolean news =
                label.isPresent() && !sameAgain && (told == null || label.get().confidence() > told.confidence());
        if (news) {
            told = label.get();
        }
        settled = sameAgain || read >= MOST_READ || (news && label.get().confidence() >= sure);
        if (settled) {
            best = null;
            sighted = null;
        } else {
            // the best picture was not enough: others that are not much worse may show more
            qualityRead *= STILL_WORTH;
            cutWorth *= STILL_WORTH;
        }
        return news;
    }
}
