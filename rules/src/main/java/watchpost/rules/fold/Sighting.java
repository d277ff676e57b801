package watchpost.rules.fold;

import watchpost.core.vision.Track;

/**
 * An object as it was last seen.
 *
 * @param track what the tracker said
 * @param at when
 * @param surest the highest confidence with which it was seen so far, 0..1
 */
public record Sighting(Track track, Now at, double surest) {}
