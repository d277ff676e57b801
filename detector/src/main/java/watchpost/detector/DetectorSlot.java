package watchpost.detector;

import java.lang.System.Logger.Level;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;

/**
 * The detector of a box, exchanged while threads work with it: at any moment there is one, and each use has the same one from beginning
 * to end. Owns it. Any thread.
 */
public final class DetectorSlot implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DetectorSlot.class.getName());

    /** Held for reading during a use. Fair, so that an exchange has its turn however busy the threads are. */
    private final ReadWriteLock uses = new ReentrantReadWriteLock(true);

    private volatile Detector detector;

    /** @param detector open; the slot closes it */
    public DetectorSlot(Detector detector) {
        this.detector = detector;
    }

    /** The detector of this moment, to be asked what it is; it may be closed at any time, so frames go through {@link #use}. */
    public Detector now() {
        return detector;
    }

    /** Works with the detector, beside others that do. */
    <T> T use(Function<Detector, T> work) {
        return holding(uses.readLock(), work);
    }

    /** Works with the detector while nobody else does; others wait meanwhile. */
    <T> T alone(Function<Detector, T> work) {
        return holding(uses.writeLock(), work);
    }

    /**
     * Every use that begins from now on has {@code next}. Waits for those in progress, then closes the detector before.
     *
     * @param next takes the same frames; the slot's from now on
     * @throws ModelException if {@code next} wants frames of another shape; then nothing has changed, and it stays the caller's
     */
    public void swap(Detector next) {
        Detector old = alone(before -> {
            check(next);
            detector = next;
            return before;
        });
        try {
            old.close();
        } catch (InferenceException e) {
            LOG.log(Level.WARNING, "A detector that is no longer used cannot be freed", e);
        }
    }

    /** @throws ModelException if {@code next} wants frames of another shape */
    public void check(Detector next) {
        if (!next.shape().equals(detector.shape())) {
            throw new ModelException("the model takes " + next.shape() + ", the one that runs takes " + detector.shape()
                    + ": cameras deliver one shape, so start anew with it.");
        }
    }

    /** Closes the detector; uses after that fail. */
    @Override
    public void close() {
        detector.close();
    }

    private <T> T holding(Lock lock, Function<Detector, T> work) {
        lock.lock();
        try {
            return work.apply(detector);
        } finally {
            lock.unlock();
        }
    }
}
