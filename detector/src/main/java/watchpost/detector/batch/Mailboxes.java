package watchpost.detector.batch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.port.FrameSink;
import watchpost.core.vision.Frame;

/**
 * One slot for each camera between capture and the batcher. Latest wins: a frame that was not fetched before the next one came is
 * closed and counted, so a slow detector sees fresh frames and no camera can crowd out another.
 *
 * <p>{@link #accept} is called on the capture threads, {@link #remove} and {@link #close} on the thread that steps the batcher.
 */
public final class Mailboxes implements FrameSink, AutoCloseable {
    /**
     * What went through one camera's slot since the start.
     *
     * @param accepted frames that came in
     * @param overwritten frames among them that a newer one replaced before they were fetched
     */
    public record Counters(long accepted, long overwritten) {}

    private final Runnable onReady;
    private final Map<CameraId, Slot> slots = new ConcurrentHashMap<>();
    private final List<Slot> order = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** @param onReady called on a capture thread when a slot that was empty got a frame; quick, never blocking */
    public Mailboxes(Runnable onReady) {
        this.onReady = onReady;
    }

    @Override
    public boolean accept(Frame frame) {
        Slot slot = slots.computeIfAbsent(frame.camera(), this::register);
        boolean wasEmpty = slot.put(frame);
        if (closed || slot.isRetired()) {
            slot.discard();
        } else if (wasEmpty) {
            onReady.run();
        }
        return wasEmpty;
    }

    /** Forgets a camera that is gone, with the frame that may wait in its slot. */
    public void remove(CameraId camera) {
        Slot slot = slots.remove(camera);
        if (slot != null) {
            order.remove(slot);
            slot.retire();
        }
    }

    /** Counters by camera, in the cameras' order of names. Any thread. */
    public Map<CameraId, Counters> counters() {
        Map<CameraId, Counters> counters = new TreeMap<>();
        slots.forEach((camera, slot) -> counters.put(camera, slot.counters()));
        return counters;
    }

    /** Closes what waits; frames that still come are closed on arrival. */
    @Override
    public void close() {
        closed = true;
        order.forEach(Slot::discard);
    }

    /** The slot of a camera; null if it never delivered or is forgotten. */
    @Nullable
    Slot slot(CameraId camera) {
        return slots.get(camera);
    }

    /** The slots in order of their cameras' first frames. */
    List<Slot> slots() {
        return order;
    }

    private Slot register(CameraId camera) {
        Slot slot = new Slot(camera);
        order.add(slot);
        return slot;
    }
}
