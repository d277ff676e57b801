package watchpost.rules.fold;

import org.jspecify.annotations.Nullable;
import watchpost.core.vision.Track;

/**
 * An object as it was last seen.
 *
 * @param track what the tracker said
 * @param at when
 * @param surest the highest confidence with which it was seen so far, 0..1
 * @param trail where it was in the last seconds
 */
public record Sighting(Track track, Now at, double surest, Trail trail) {
    /** The object seen now, after {@code before}; null at its first sighting. */
    public static Sighting of(Track track, Now now, @Nullable Sighting before) {
        double surest = before == null ? track.confidence() : Math.max(before.surest(), track.confidence());
        return new Sighting(
                track, now, surest, Trail.of(before == null ? null : before.trail(), track.box(), now.watched()));
    }

    public long id() {
        return track.id();
    }
}
