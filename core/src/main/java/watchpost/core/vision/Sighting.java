package watchpost.core.vision;

import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;

/**
 * A tracked object in one analysed picture.
 *
 * @param track its number on that camera
 * @param moment of the picture
 * @param box where it was detected in it
 * @param confidence of that detection, 0..1
 */
public record Sighting(CameraId camera, long track, Moment moment, Box box, double confidence) {}
