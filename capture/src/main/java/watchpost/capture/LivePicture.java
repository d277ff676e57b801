package watchpost.capture;

import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;

/**
 * The newest picture of a camera, for a page.
 *
 * @param jpeg shared by everyone who asks for the same picture: not to be written
 * @param size of the JPEG in pixels
 * @param time of the picture
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record LivePicture(byte[] jpeg, Size size, FrameTime time) {}
