package watchpost.detector.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;

/**
 * Decides which waiting frames go to the detector, and when. A batch goes when it is full, when every camera that is delivering has a
 * frame in it, or when its oldest frame has waited for the deadline; with at most one frame of each camera. Cameras take
 * turns: the one whose last turn is longest ago goes first, so while a frame of one waits no other goes twice, in whatever order frames
 * come. How many frames of one camera are at the detector at once is the policy's; {@link InOrder} brings back the order of their results.
 *
 * <p>Steppable and single-threaded: the pipeline's thread calls {@link #doWork} when a frame came, when a worker became free and at
 * {@link #nextDeadlineNanos}. It never blocks, starts no thread and reads no clock.
 */
public final class Batcher {
    private final Mailboxes mailboxes;
    private final Supplier<BatchPolicy> policies;
    private BatchPolicy policy;
    private long deadlineNanos;
    private long turns;
    private OptionalLong nextDeadlineNanos = OptionalLong.empty();

    /** @param policies asked at each step: another detector may want other batches */
    public Batcher(Mailboxes mailboxes, Supplier<BatchPolicy> policies) {
        this.mailboxes = mailboxes;
        this.policies = policies;
        this.policy = policies.get();
        this.deadlineNanos = policy.deadline().toNanos();
    }

    /**
     * The batches that are due; the caller owns them.
     *
     * @param nowNanos reading of the ticker that also stamps the frames' arrival
     * @param idleWorkers how many batches can start at once; no more are made
     */
    public List<Batch> doWork(long nowNanos, int idleWorkers) {
        policy = policies.get();
        deadlineNanos = policy.deadline().toNanos();
        List<Batch> due = new ArrayList<>();
        while (due.size() < idleWorkers && isDue(nowNanos)) {
            List<Frame> frames = takeTurns();
            if (!frames.isEmpty()) {
                due.add(new Batch(frames));
            }
        }
        nextDeadlineNanos = idleWorkers > due.size() ? oldestDeadline() : OptionalLong.empty();
        return due;
    }

    /** A frame of this camera came back from the detector, or was lost there: another one may go. */
    public void finished(CameraId camera) {
        Slot slot = mailboxes.slot(camera);
        if (slot != null) {
            slot.cameBack();
        }
    }

    /**
     * When {@link #doWork} has to be called again if nothing else happens before, as a reading of the same ticker. Empty when no frame
     * can go, or when every worker is busy: then the next one that comes back is the occasion.
     */
    public OptionalLong nextDeadlineNanos() {
        return nextDeadlineNanos;
    }

    private boolean isDue(long nowNanos) {
        int ready = 0;
        boolean everyDeliveringCameraIsReady = true;
        long longestWait = Long.MIN_VALUE;
        for (Slot slot : mailboxes.slots()) {
            if (isFree(slot)) {
                ready++;
                longestWait = Math.max(longestWait, nowNanos - slot.sinceNanos(nowNanos));
            } else if (slot.isDelivering(nowNanos, deadlineNanos)) {
                everyDeliveringCameraIsReady = false;
            }
        }
        return ready > 0 && (ready >= policy.most() || everyDeliveringCameraIsReady || longestWait >= deadlineNanos);
    }

    private List<Frame> takeTurns() {
        List<Frame> frames = new ArrayList<>();
        for (Slot slot = next(); slot != null && frames.size() < policy.most(); slot = next()) {
            Frame frame = slot.take();
            if (frame != null) {
                slot.went();
                slot.setTurn(++turns);
                frames.add(frame);
            }
        }
        return frames;
    }

    /** Of those that can go the one whose last turn is longest ago; among those that had none, the one that waits longest. */
    private @Nullable Slot next() {
        Slot next = null;
        for (Slot slot : mailboxes.slots()) {
            if (isFree(slot) && (next == null || isBefore(slot, next))) {
                next = slot;
            }
        }
        return next;
    }

    private boolean isFree(Slot slot) {
        return slot.isReady() && slot.away() < policy.ofOneCamera();
    }

    private static boolean isBefore(Slot slot, Slot other) {
        return slot.turn() == other.turn() ? slot.sinceNanos(0) - other.sinceNanos(0) < 0 : slot.turn() < other.turn();
    }

    private OptionalLong oldestDeadline() {
        boolean any = false;
        long oldest = 0;
        for (Slot slot : mailboxes.slots()) {
            if (isFree(slot)) {
                long since = slot.sinceNanos(oldest);
                oldest = any && oldest - since <= 0 ? oldest : since;
                any = true;
            }
        }
        return any ? OptionalLong.of(oldest + deadlineNanos) : OptionalLong.empty();
    }
}
