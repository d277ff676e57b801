package watchpost.rules.track.score;

import watchpost.core.geometry.Box;

/** A box in one frame with the identity that someone gave it. */
public record Labelled(long id, Box box) {}
