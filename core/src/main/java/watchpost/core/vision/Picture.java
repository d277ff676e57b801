package watchpost.core.vision;

import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;

/**
 * A full picture, or an object cut out of one, on the heap: for evidence, display and the second stage, never on the hot path.
 *
 * @param bgr packed rows of blue, green, red, {@code size.width() * size.height() * 3} bytes; owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record Picture(Size size, byte[] bgr, FrameTime time) {
    public Picture {
        if (bgr.length != size.width() * size.height() * 3) {
            throw new IllegalArgumentException(bgr.length + " bytes are not a picture of " + size);
        }
    }
}
