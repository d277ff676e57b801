package watchpost.detector.batch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;

/**
 * Frames that go through the detector together, at most one of each camera. It owns them: whoever holds the batch closes it, once, and
 * that closes every frame. Handed from thread to thread, never shared.
 */
public final class Batch implements AutoCloseable {
    private final List<Frame> frames;
    private final List<CameraId> cameras;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes {@code frames} over, in this order; at least one. */
    public Batch(List<Frame> frames) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one frame");
        }
        this.frames = List.copyOf(frames);
        this.cameras = this.frames.stream().map(Frame::camera).toList();
    }

    /** The frames, in the order of the results; valid until {@link #close()}. */
    public List<Frame> frames() {
        return frames;
    }

    /** Whose frames they are, in their order; also after {@link #close()}. */
    public List<CameraId> cameras() {
        return cameras;
    }

    public int size() {
        return frames.size();
    }

    /**
     * Closes every frame, also when closing one of them fails.
     *
     * @throws IllegalStateException if the batch was closed before: two owners
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            throw new IllegalStateException("a batch was closed twice: it has one owner at any moment");
        }
        RuntimeException first = null;
        for (Frame frame : frames) {
            try {
                frame.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
