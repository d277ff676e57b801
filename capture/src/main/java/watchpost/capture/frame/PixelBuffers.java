package watchpost.capture.frame;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import watchpost.core.vision.FrameShape;

/**
 * The idle pixel buffers of one shape, for all cameras together: the next picture, whosever it is, goes into the one that was given
 * back last, which still lies in the processor's cache. Made when first needed; their memory goes with the last pool and the last
 * frame of the shape. Thread-safe.
 */
final class PixelBuffers {
    // Guarded by the class.
    private static final Map<FrameShape, WeakReference<PixelBuffers>> SHAPES = new HashMap<>();

    private final FrameShape shape;
    // Guarded by this.
    private final Deque<PixelBuffer> idle = new ArrayDeque<>();

    private PixelBuffers(FrameShape shape) {
        this.shape = shape;
    }

    static synchronized PixelBuffers of(FrameShape shape) {
        WeakReference<PixelBuffers> known = SHAPES.get(shape);
        PixelBuffers buffers = known == null ? null : known.get();
        if (buffers == null) {
            SHAPES.values().removeIf(reference -> reference.refersTo(null));
            buffers = new PixelBuffers(shape);
            SHAPES.put(shape, new WeakReference<>(buffers));
        }
        return buffers;
    }

    PixelBuffer take() {
        PixelBuffer last;
        synchronized (this) {
            last = idle.pollLast();
        }
        return last == null ? new PixelBuffer(shape) : last;
    }

    synchronized void giveBack(PixelBuffer buffer) {
        idle.addLast(buffer);
    }
}
