package watchpost.rules.track;

import watchpost.core.geometry.Box;

/** A box in one frame with the identity that someone gave it. */
record Labelled(long id, Box box) {}
