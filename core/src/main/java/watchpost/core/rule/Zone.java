package watchpost.core.rule;

import watchpost.core.geometry.Polygon;

/** A named area of the picture. */
public record Zone(String name, Polygon area) {}
