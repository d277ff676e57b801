package watchpost.capture.frame;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;

/** A frame over a pool's buffer. */
final class LeasedFrame implements Frame {
    private final FramePool.Lease lease;
    private final CameraId camera;
    private final FrameTime time;
    private final Size picture;
    private final FrameShape shape;
    private Cleaner.@Nullable Cleanable watch;

    LeasedFrame(FramePool.Lease lease, CameraId camera, FrameTime time, Size picture, FrameShape shape) {
        this.lease = lease;
        this.camera = camera;
        this.time = time;
        this.picture = picture;
        this.shape = shape;
    }

    void watch(Cleaner.Cleanable cleanable) {
        watch = cleanable;
    }

    @Override
    public CameraId camera() {
        return camera;
    }

    @Override
    public FrameTime time() {
        return time;
    }

    @Override
    public Size picture() {
        return picture;
    }

    @Override
    public FrameShape shape() {
        return shape;
    }

    @Override
    public ByteBuffer pixels() {
        if (lease.isClosed()) {
            throw new IllegalStateException(lease.name() + " is used after it was closed");
        }
        return lease.buffer.pixels().duplicate().order(ByteOrder.nativeOrder());
    }

    @Override
    public void overdue() {
        lease.overdue();
    }

    /** @throws IllegalStateException if the frame was closed before: somebody else may already write into its pixels */
    @Override
    public void close() {
        try {
            if (!lease.close()) {
                throw new IllegalStateException(lease.name() + " is closed twice");
            }
            Cleaner.Cleanable cleanable = watch;
            if (cleanable != null) {
                cleanable.clean();
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
