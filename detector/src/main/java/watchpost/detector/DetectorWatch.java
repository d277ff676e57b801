package watchpost.detector;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the detector of a running box, on the thread {@code detector-watch}: finds the number of workers when the first picture is
 * through.
 */
public final class DetectorWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DetectorWatch.class.getName());
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration LAST_STEP = Duration.ofMillis(300);

    private final DetectorSlot slot;
    private final InferencePool pool;
    private final Thread thread = new Thread(this::run, "detector-watch");
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean measure;

    /** @param measure whether the number of the pool's workers is this watch's to choose */
    public DetectorWatch(DetectorSlot slot, InferencePool pool, boolean measure) {
        this.slot = slot;
        this.pool = pool;
        this.measure = measure;
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public DetectorWatch start() {
        thread.start();
        return this;
    }

    /** One step; takes up to a second when it measures. */
    void doWork() {
        if (measure && pool.counters().frames() > 0) {
            measure = false;
            WorkerChoice choice = WorkerChoice.measure(slot, slot.now().workers());
            pool.resize(choice.workers());
            LOG.log(Level.INFO, () -> "The detector works with " + choice);
        }
    }

    /** Ends the thread; a step in progress is interrupted. */
    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        try {
            thread.join(LAST_STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ended.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                doWork();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.log(Level.ERROR, "Nobody looks after the detector any more", e);
            }
        }
    }
}
