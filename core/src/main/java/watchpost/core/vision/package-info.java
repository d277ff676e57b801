/**
 * What the camera saw: frames, detections, tracks, pictures and overlays. Values, and one lease ({@code Frame}) whose owner closes it.
 */
@NullMarked
package watchpost.core.vision;

import org.jspecify.annotations.NullMarked;
