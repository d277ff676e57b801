package watchpost.core.rule;

import watchpost.core.geometry.Segment;

/** A named line across the picture. Its directions are named as seen by someone at its start who looks to its end. */
public record Tripwire(String name, Segment line) {}
