package watchpost.rules.fold;

import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.rule.Watch;
import watchpost.core.vision.Track;

/**
 * An object seen in this step.
 *
 * @param sighting as it is now
 * @param before as it was last seen; null at its first sighting
 */
public record Observation(Sighting sighting, @Nullable Sighting before) {
    public long id() {
        return sighting.track().id();
    }

    public Track track() {
        return sighting.track();
    }

    public Box box() {
        return sighting.track().box();
    }

    public Now now() {
        return sighting.at();
    }

    /** True if {@code watch} looks for objects like this one: sure once is sure, but it must be of the class and size now. */
    public boolean countsFor(Watch watch) {
        Track track = sighting.track();
        return sighting.surest() >= watch.minConfidence()
                && track.box().height() >= watch.minHeight()
                && track.travelled() >= watch.minTravel()
                && watch.wantsClass(track.label());
    }

    public Point place(Watch watch) {
        return watch.place(box());
    }
}
