package watchpost.core.vision;

import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;

/**
 * What a second model found out about a tracked object.
 *
 * @param moment of the picture that says it
 * @param text what was read, or the name of a class
 * @param confidence 0..1
 */
public record Finding(CameraId camera, long track, Trait what, Moment moment, String text, double confidence) {
    /** Without what was read: it is not for logs. */
    @Override
    public String toString() {
        return "Finding[" + camera + ", track=" + track + ", " + what.wireName() + "]";
    }
}
