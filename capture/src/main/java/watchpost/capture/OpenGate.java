package watchpost.capture;

import java.util.concurrent.Semaphore;

/**
 * How many cameras of a box may be opening at one time. Cameras that failed last time leave one place free, so that a good camera
 * never queues behind dead ones. Thread-safe.
 */
public final class OpenGate {
    private final Semaphore places;
    private final Semaphore placesForDoubtful;

    /** @param atOnce at least 1; four for a box */
    public OpenGate(int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one camera must be able to open, not " + atOnce);
        }
        places = new Semaphore(atOnce, true);
        placesForDoubtful = new Semaphore(Math.max(1, atOnce - 1), true);
    }

    /**
     * Waits for a place. The holder leaves as soon as its opening has succeeded or failed, at the latest at its connect deadline.
     *
     * @param doubtful true if this camera's last try failed
     */
    Pass enter(boolean doubtful) throws InterruptedException {
        if (doubtful) {
            placesForDoubtful.acquire();
        }
        try {
            places.acquire();
        } catch (InterruptedException e) {
            if (doubtful) {
                placesForDoubtful.release();
            }
            throw e;
        }
        return () -> {
            places.release();
            if (doubtful) {
                placesForDoubtful.release();
            }
        };
    }

    /** True if cameras wait for a place. */
    boolean crowded() {
        return places.hasQueuedThreads();
    }

    /** Places that are free now. */
    int free() {
        return places.availablePermits();
    }

    /** A place at the gate, held by the capture thread that got it. */
    @FunctionalInterface
    interface Pass {
        void leave();
    }
}
