package watchpost.detector.batch;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;

/**
 * The one waiting place of a camera. Its capture thread puts frames in, the batching thread takes them out.
 */
final class Slot {
    /** A frame, and since when this place has not been empty: a frame that replaces another does not wait anew. */
    private record Waiting(Frame frame, long sinceNanos) {}

    final CameraId camera;
    private final AtomicReference<@Nullable Waiting> waiting = new AtomicReference<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong overwritten = new AtomicLong();
    private volatile long lastArrivalNanos;
    private volatile boolean retired;
    /** The batching thread's own: how many frames from here are on their way through the detector. */
    private int away;
    /** The batching thread's own: the number of its last turn, 0 if it had none. */
    private long turn;

    Slot(CameraId camera) {
        this.camera = camera;
    }

    /** Returns true if the place was empty before. */
    boolean put(Frame frame) {
        long arrival = frame.time().arrivalNanos();
        lastArrivalNanos = arrival;
        accepted.incrementAndGet();
        while (true) {
            Waiting before = waiting.get();
            Waiting after = new Waiting(frame, before == null ? arrival : before.sinceNanos());
            if (waiting.compareAndSet(before, after)) {
                if (before == null) {
                    return true;
                }
                overwritten.incrementAndGet();
                before.frame().close();
                return false;
            }
        }
    }

    /** Closes what waits; a frame that is still put in has to be taken out again by who put it. */
    void retire() {
        retired = true;
        discard();
    }

    boolean isRetired() {
        return retired;
    }

    void discard() {
        Frame frame = take();
        if (frame != null) {
            frame.close();
        }
    }

    /** The frame, which the caller then owns; null if there is none. */
    @Nullable
    Frame take() {
        Waiting taken = waiting.getAndSet(null);
        return taken == null ? null : taken.frame();
    }

    boolean isReady() {
        return waiting.get() != null;
    }

    int away() {
        return away;
    }

    void went() {
        away++;
    }

    void cameBack() {
        away--;
    }

    long turn() {
        return turn;
    }

    void setTurn(long number) {
        turn = number;
    }

    /** Since when a frame has been waiting here, or {@code otherwise} if none is. */
    long sinceNanos(long otherwise) {
        Waiting now = waiting.get();
        return now == null ? otherwise : now.sinceNanos();
    }

    /** True if the camera delivered a frame within {@code windowNanos} before {@code nowNanos}. */
    boolean isDelivering(long nowNanos, long windowNanos) {
        return accepted.get() > 0 && nowNanos - lastArrivalNanos <= windowNanos;
    }

    Mailboxes.Counters counters() {
        return new Mailboxes.Counters(accepted.get(), overwritten.get());
    }
}
