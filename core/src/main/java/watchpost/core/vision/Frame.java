package watchpost.core.vision;

import java.nio.ByteBuffer;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;

/**
 * A lease on the pixels of one picture, already at the model's size. It has exactly one owner at any moment; whoever holds it hands
 * it on or closes it. Closing twice is an error that the implementation reports.
 */
public interface Frame extends AutoCloseable {
    CameraId camera();

    FrameTime time();

    /** Size of the picture as the camera sent it. */
    Size picture();

    /** How {@link #pixels()} are laid out. */
    FrameShape shape();

    /**
     * The pixels: a direct buffer of {@code shape().bytes()} bytes, position 0, native order, as {@link FrameShape} says. Valid until
     * {@link #close()}; not to be written by anyone but the maker.
     */
    ByteBuffer pixels();

    /** Says that it will not be closed in time, so that its maker does not wait for it. It still has one owner, who closes it when he can. */
    default void overdue() {}

    /** Gives the pixels back. */
    @Override
    void close();
}
