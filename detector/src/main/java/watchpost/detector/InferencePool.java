package watchpost.detector;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import watchpost.core.time.Ticker;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.batch.Batch;

/**
 * The threads {@code infer-<n>}. Bounded: never more batches inside than workers and one that waits; one that comes when that place is
 * taken, or after {@link #close}, is closed and counted as refused. The thread that computes a batch closes it, also one that was given
 * up: the run may still read its pixels. Any thread may call.
 */
public final class InferencePool {
    private static final System.Logger LOG = System.getLogger(InferencePool.class.getName());

    /**
     * What happened since the start.
     *
     * @param batches batches that were computed
     * @param frames frames in them
     * @param failed batches that were lost to an error, those that were given up included
     * @param refused batches that came while no worker was free
     * @param busyNanos time that the workers spent in the detector, added up
     */
    public record Counters(long batches, long frames, long failed, long refused, long busyNanos) {}

    private static final int MOST_WORKERS = 64;
    /** So that a worker that has done a batch goes on at once, while others still look at the results. */
    private static final int WAITING = 1;

    private final DetectorSlot detector;
    private final int mostWorkers;
    private volatile int workers;
    private final InferenceListener listener;
    private final Ticker ticker;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger inside = new AtomicInteger();
    private final Set<Work> running = ConcurrentHashMap.newKeySet();
    /** Threads in a run that was given up. */
    private final AtomicInteger stuck = new AtomicInteger();

    private final RunTimes times = new RunTimes();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong busyNanos = new AtomicLong();

    /**
     * Starts the threads.
     *
     * @param detector stays the caller's, to be closed after the pool
     * @param workers at least 1; {@link WorkerChoice} finds a good number
     */
    public InferencePool(DetectorSlot detector, int workers, InferenceListener listener, Ticker ticker) {
        this.detector = detector;
        this.mostWorkers = Math.max(workers, MOST_WORKERS);
        this.workers = workers;
        this.listener = listener;
        this.ticker = ticker;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                workers,
                2 * mostWorkers,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWorkers),
                work -> thread(work, number));
        threads.prestartAllCoreThreads();
    }

    /** How many threads detect now. */
    public int workers() {
        return workers;
    }

    /**
     * From now on so many threads detect; those too many end with their batch.
     *
     * @param wanted at least 1; {@value #MOST_WORKERS} are taken for more
     */
    public void resize(int wanted) {
        workers = Math.min(wanted, mostWorkers);
        makeThreads();
    }

    /** As many as detect, beside those that are stuck. */
    private synchronized void makeThreads() {
        threads.setCorePoolSize(Math.min(workers + stuck.get(), threads.getMaximumPoolSize()));
    }

    /** The middle one of the last runs since {@link #forgetTimes}; zero if there was none. */
    public Duration usualRun() {
        return Duration.ofNanos(times.medianNanos());
    }

    /** Another detector runs. */
    public void forgetTimes() {
        times.forget();
    }

    /** For how long the oldest run has been going on, those that were given up left out; zero if there is none. */
    public Duration longestRun() {
        long now = ticker.nanoTime();
        return running.stream()
                .filter(work -> !work.settled.get())
                .map(work -> Duration.ofNanos(now - work.beginNanos))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Does not wait any longer for runs that have been going on for at least so long: their batches count as failed, and other threads
     * take their place. Should one come back, its batch is closed then and what it found is left out.
     */
    public void giveUp(Duration atLeast, RuntimeException reason) {
        long now = ticker.nanoTime();
        for (Work work : running) {
            if (now - work.beginNanos >= atLeast.toNanos() && work.settled.compareAndSet(false, true)) {
                stuck.incrementAndGet();
                makeThreads();
                work.batch.frames().forEach(Frame::overdue);
                lost(work.batch, reason);
            }
        }
    }

    /** Frames whose run has not ended, those of runs that were given up included. */
    public int framesInRuns() {
        return running.stream().mapToInt(work -> work.batch.size()).sum();
    }

    /** How many batches would begin at once if they were submitted now. It only grows until the next {@link #submit}. */
    public int idle() {
        return Math.max(0, workers - inside.get());
    }

    /** How many batches can be submitted now, the one that has to wait included. It only grows until the next {@link #submit}. */
    public int room() {
        return Math.max(0, workers + WAITING - inside.get());
    }

    /** Takes the batch over; false if it was refused, which closed it. */
    public boolean submit(Batch batch) {
        if (inside.incrementAndGet() <= workers + WAITING) {
            try {
                threads.execute(new Work(batch));
                return true;
            } catch (RejectedExecutionException closed) {
                LOG.log(Level.DEBUG, "a batch came after the end", closed);
            }
        }
        inside.decrementAndGet();
        refused.incrementAndGet();
        batch.close();
        return false;
    }

    public Counters counters() {
        return new Counters(batches.get(), frames.get(), failed.get(), refused.get(), busyNanos.get());
    }

    /**
     * Takes no more batches and waits until those inside are done, at most {@code patience}. What has not begun by then is closed.
     *
     * @return true if every thread has ended
     */
    public boolean close(Duration patience) {
        threads.shutdown();
        boolean ended = false;
        try {
            ended = threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Runnable waiting : threads.shutdownNow()) {
            ((Work) waiting).batch().close();
        }
        return ended;
    }

    private void lost(Batch batch, RuntimeException reason) {
        failed.incrementAndGet();
        inside.decrementAndGet();
        tell(() -> listener.failed(batch, reason));
    }

    /** One batch on its way through a worker. */
    private final class Work implements Runnable {
        private final Batch batch;
        /** Whether its end was told, by the run or by who gave it up. */
        private final AtomicBoolean settled = new AtomicBoolean();

        private volatile long beginNanos;

        private Work(Batch batch) {
            this.batch = batch;
        }

        Batch batch() {
            return batch;
        }

        @Override
        public void run() {
            beginNanos = ticker.nanoTime();
            running.add(this);
            Runnable end;
            try {
                List<Detections> results = detect();
                long nanos = ticker.nanoTime() - beginNanos;
                end = () -> done(results, nanos);
            } catch (RuntimeException e) {
                end = () -> lost(batch, e);
            }
            if (settled.compareAndSet(false, true)) {
                end.run();
            } else {
                cameBack();
            }
        }

        private List<Detections> detect() {
            try (batch) {
                return detector.use(one -> one.detect(batch));
            } finally {
                running.remove(this);
            }
        }

        private void done(List<Detections> results, long nanos) {
            busyNanos.addAndGet(nanos);
            times.add(nanos);
            batches.incrementAndGet();
            frames.addAndGet(results.size());
            inside.decrementAndGet();
            tell(() -> listener.detected(batch, results));
        }

        private void cameBack() {
            stuck.decrementAndGet();
            makeThreads();
            LOG.log(
                    Level.INFO,
                    "A run that was given up came back after "
                            + Duration.ofNanos(ticker.nanoTime() - beginNanos).toSeconds() + " s");
        }
    }

    /** A listener that throws must not end a worker. */
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a listener of the inference threads failed", e);
        }
    }

    private static Thread thread(Runnable work, AtomicInteger number) {
        Thread thread = new Thread(work, "infer-" + number.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }
}
