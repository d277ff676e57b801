/**
 * Plane geometry in pictures: points, boxes, segments and polygons, normalised to 0..1 with the origin at the top left and y growing downwards; and the letterbox between a picture and a model's input.
 */
@NullMarked
package watchpost.core.geometry;

import org.jspecify.annotations.NullMarked;
