package watchpost.capture.frame;

import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.function.Consumer;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;

/**
 * The frames of one camera: at most {@code capacity} are out at one time. Their buffers are used again and again, by all cameras of
 * the shape. Thread-safe: the capture thread takes, whoever closes a frame gives back. Leases may outlive the camera.
 */
public final class FramePool {
    private static final Cleaner CLEANER = Cleaner.create(task -> {
        Thread thread = new Thread(task, "frame-leaks");
        thread.setDaemon(true);
        return thread;
    });

    private final FrameShape shape;
    private final int capacity;
    private final Consumer<String> leaks;

    private final PixelBuffers buffers;

    // Guarded by this.
    private int out;
    private int leased;
    private int overdue;
    private long lost;

    /**
     * @param capacity frames that may be out at one time
     * @param leaks told about each lease that was garbage collected without having been closed, on a thread of its own
     */
    public FramePool(FrameShape shape, int capacity, Consumer<String> leaks) {
        this.shape = shape;
        this.buffers = PixelBuffers.of(shape);
        this.capacity = capacity;
        this.leaks = leaks;
    }

    public FrameShape shape() {
        return shape;
    }

    /** A buffer to be filled, then either made a frame by {@link #lease} or returned; empty when all are out. */
    public Optional<PixelBuffer> take() {
        synchronized (this) {
            if (out == capacity) {
                return Optional.empty();
            }
            out++;
        }
        return Optional.of(buffers.take());
    }

    /** Gives back a buffer that became no frame. */
    public void giveBack(PixelBuffer buffer) {
        buffers.giveBack(buffer);
        synchronized (this) {
            out--;
        }
    }

    /** Makes {@code filled} a frame; from now on its owner closes it. */
    public Frame lease(PixelBuffer filled, CameraId camera, FrameTime time, Size picture) {
        synchronized (this) {
            leased++;
        }
        Lease lease = new Lease(this, filled, camera, time);
        LeasedFrame frame = new LeasedFrame(lease, camera, time, picture, shape);
        frame.watch(CLEANER.register(frame, lease));
        return frame;
    }

    /** Waits until no frame is out but those that are overdue; false if some still are after {@code nanos}. */
    public synchronized boolean awaitAllBack(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; leased > overdue && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return leased <= overdue;
    }

    /** Frames that are out. */
    public synchronized int openLeases() {
        return leased;
    }

    /** Frames that were never closed and had to be collected. */
    public synchronized long lostLeases() {
        return lost;
    }

    private void returned(Lease lease) {
        buffers.giveBack(lease.buffer);
        synchronized (this) {
            forget(lease);
            notifyAll();
        }
    }

    private synchronized void overdue() {
        overdue++;
        notifyAll();
    }

    private void forget(Lease lease) {
        out--;
        leased--;
        overdue -= lease.overdue ? 1 : 0;
    }

    /** Somebody may still read the pixels: the buffer is not used again. */
    private void leaked(Lease lease) {
        synchronized (this) {
            forget(lease);
            lost++;
        }
        leaks.accept(lease.describe());
    }

    /** What must outlive the frame so that a leak can be told: the buffer, and where the frame was born if that is traced. */
    static final class Lease implements Runnable {
        /** Birthplaces cost a stack trace for each frame: kept where assertions are on, as in tests. */
        private static final boolean TRACED = FramePool.class.desiredAssertionStatus();

        private final FramePool pool;
        final PixelBuffer buffer;
        private final CameraId camera;
        private final FrameTime time;
        private final StackTraceElement[] birthplace;
        private boolean closed;
        private boolean overdue;

        private Lease(FramePool pool, PixelBuffer buffer, CameraId camera, FrameTime time) {
            this.pool = pool;
            this.buffer = buffer;
            this.camera = camera;
            this.time = time;
            this.birthplace = TRACED ? new Throwable().getStackTrace() : new StackTraceElement[0];
        }

        /** Marks the lease closed; false if it was already. */
        synchronized boolean close() {
            if (closed) {
                return false;
            }
            closed = true;
            pool.returned(this);
            return true;
        }

        synchronized void overdue() {
            if (!closed && !overdue) {
                overdue = true;
                pool.overdue();
            }
        }

        synchronized boolean isClosed() {
            return closed;
        }

        /** Called by the cleaner once the frame is unreachable, or by the frame when it was closed. */
        @Override
        public void run() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            pool.leaked(this);
        }

        String describe() {
            StringBuilder text = new StringBuilder(name()).append(" was never closed");
            for (StackTraceElement element : birthplace) {
                text.append("\n    born at ").append(element);
            }
            return text.toString();
        }

        String name() {
            return "frame of camera " + camera + " at " + time.moment().stream();
        }
    }
}
