package watchpost.core.rule;

import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;

/**
 * One traffic lane.
 *
 * @param area where its vehicles stand
 * @param heading the way of legal travel through the lane, from where vehicles enter to where they leave it
 */
public record Lane(String name, Polygon area, Segment heading) {}
