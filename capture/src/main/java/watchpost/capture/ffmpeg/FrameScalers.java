package watchpost.capture.ffmpeg;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import watchpost.core.geometry.Letterbox;
import watchpost.core.vision.PixelOrder;

/**
 * Scalers for all cameras together: each picture is scaled by the one that did so last for a picture like it, whosever that was. Its
 * tables still lie in the processor's cache, where those of many cameras would push each other out. Thread-safe.
 */
public final class FrameScalers {
    /** For all processors at some shapes; of more, those that were not used for longest are freed. */
    static final int MOST_IDLE = 64;

    private static final FrameScalers SHARED = new FrameScalers();

    // Guarded by this; the one that was used last is at the end.
    private final Deque<FrameScaler> idle = new ArrayDeque<>();

    FrameScalers() {}

    /** Those of the process. What is idle takes a few hundred kilobytes each. */
    public static FrameScalers shared() {
        return SHARED;
    }

    /**
     * Scales the whole of {@code picture} into the region of {@code pixels} that {@code place} says; the rest is not touched.
     *
     * @param pixels a direct buffer of packed rows, {@code place.input()} in size, three bytes a pixel
     */
    public void scale(DecodedPicture picture, ByteBuffer pixels, Letterbox place, PixelOrder order)
            throws MediaException {
        FrameScaler scaler = take(picture, place, order);
        try {
            scaler.scale(picture, pixels, place, order);
        } finally {
            giveBack(scaler);
        }
    }

    private FrameScaler take(DecodedPicture picture, Letterbox place, PixelOrder order) {
        synchronized (this) {
            for (Iterator<FrameScaler> newest = idle.descendingIterator(); newest.hasNext(); ) {
                FrameScaler scaler = newest.next();
                if (scaler.isReadyFor(picture, place, order)) {
                    newest.remove();
                    return scaler;
                }
            }
        }
        return new FrameScaler();
    }

    private void giveBack(FrameScaler scaler) {
        FrameScaler oldest;
        synchronized (this) {
            idle.addLast(scaler);
            oldest = idle.size() > MOST_IDLE ? idle.removeFirst() : null;
        }
        if (oldest != null) {
            oldest.close();
        }
    }

    synchronized int idle() {
        return idle.size();
    }
}
