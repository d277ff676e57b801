package watchpost.detector;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;

/**
 * The detector of a box, exchanged while threads work with it: each use has the same one from beginning to end. One that was replaced is
 * closed when its last use ends, by whoever ends it, and never before: a session that is freed in a run ends the process. Owns them. Any
 * thread.
 */
public final class DetectorSlot implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DetectorSlot.class.getName());
    /** How long an exchange waits for the uses in progress before it leaves the closing to them. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private volatile Held held;
    /** Replaced and still in use, though nobody waits for them. */
    private final Set<Held> left = ConcurrentHashMap.newKeySet();

    /** A detector and its uses. */
    private static final class Held {
        final Detector detector;
        /** Held for reading during a use. Fair, so that who wants it alone has its turn however busy the threads are. */
        final ReadWriteLock uses = new ReentrantReadWriteLock(true);
        /** Guarded by the write lock. */
        private boolean closed;

        Held(Detector detector) {
            this.detector = detector;
        }

        /** With the write lock. */
        void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                detector.close();
            } catch (InferenceException e) {
                LOG.log(Level.WARNING, "A detector that is no longer used cannot be freed", e);
            }
        }
    }

    /** @param detector open; the slot closes it */
    public DetectorSlot(Detector detector) {
        this.held = new Held(detector);
    }

    /** The detector of this moment, to be asked what it is; it may be closed at any time, so frames go through {@link #use}. */
    public Detector now() {
        return held.detector;
    }

    /** Detectors that were replaced while a use of them had not ended, and has not since. */
    public int left() {
        return left.size();
    }

    /** Works with the detector, beside others that do. */
    <T> T use(Function<Detector, T> work) {
        return holding(ReadWriteLock::readLock, work);
    }

    /** Works with the detector while nobody else does; others wait meanwhile. */
    <T> T alone(Function<Detector, T> work) {
        return holding(ReadWriteLock::writeLock, work);
    }

    /**
     * Every use that begins from now on has {@code next}. Waits a second for those in progress, then closes the detector before; where they
     * take longer, the last of them does.
     *
     * @param next takes the same frames; the slot's from now on
     * @throws ModelException if {@code next} wants frames of another shape; then nothing has changed, and it stays the caller's
     */
    public void swap(Detector next) {
        retire(replace(next), PATIENCE);
    }

    /** As {@link #swap}, and waits for nobody: a use of the detector before may never end. */
    public void abandonFor(Detector next) {
        retire(replace(next), Duration.ZERO);
    }

    /** @throws ModelException if {@code next} wants frames of another shape */
    public void check(Detector next) {
        if (!next.shape().equals(now().shape())) {
            throw new ModelException("the model takes " + next.shape() + ", the one that runs takes " + now().shape()
                    + ": cameras deliver one shape, so start anew with it.");
        }
    }

    /** Closes the detector, after a second at the end of its last use; uses after that fail. */
    @Override
    public void close() {
        retire(held, PATIENCE);
    }

    private synchronized Held replace(Detector next) {
        check(next);
        Held before = held;
        held = new Held(next);
        return before;
    }

    private <T> T holding(Function<ReadWriteLock, Lock> side, Function<Detector, T> work) {
        while (true) {
            Held now = held;
            Lock lock = side.apply(now.uses);
            lock.lock();
            try {
                if (now == held) {
                    return work.apply(now.detector);
                }
            } finally {
                lock.unlock();
                closeIfUnused(now);
            }
        }
    }

    private void retire(Held old, Duration patience) {
        Lock alone = old.uses.writeLock();
        try {
            if (alone.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    old.close();
                } finally {
                    alone.unlock();
                }
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        left.add(old);
        closeIfUnused(old); // the last use may have ended before it could know
    }

    private void closeIfUnused(Held old) {
        if (left.contains(old) && old.uses.writeLock().tryLock()) {
            try {
                if (left.contains(old)) {
                    old.close();
                    left.remove(old);
                }
            } finally {
                old.uses.writeLock().unlock();
            }
        }
    }
}
