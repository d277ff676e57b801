package watchpost.daemon.lifecycle;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What was started, in order. {@link #close()} stops it in reverse, each part within its own deadline: a part that hangs or fails is
 * logged and left behind, so that the others still stop. Not thread-safe: one thread at a time.
 */
public final class Lifecycle implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

    private final Deque<Part> started = new ArrayDeque<>();
    private final BooleanSupplier stopRequested;

    private record Part(String name, Duration deadline, Stop stop) {}

    /** Nobody can cancel the start. */
    public Lifecycle() {
        this(() -> false);
    }

    /** The next part is not started any more once {@code stopRequested}. */
    public Lifecycle(BooleanSupplier stopRequested) {
        this.stopRequested = stopRequested;
    }

    /** Makes a part. */
    @FunctionalInterface
    public interface Start<T> {
        T start() throws Exception;
    }

    /** Stops a part. */
    @FunctionalInterface
    public interface Stop {
        void stop() throws Exception;
    }

    /** Stops a part that was made. */
    @FunctionalInterface
    public interface StopOf<T> {
        void stop(T part) throws Exception;
    }

    /**
     * Starts one part. If that fails, everything started before is stopped in reverse and the failure is thrown on.
     *
     * @param deadline how long stopping it may take
     * @throws StartCancelledException if a stop was asked for before
     */
    public <T> T start(String name, Duration deadline, Start<T> start, StopOf<T> stop) throws Exception {
        try {
            if (stopRequested.getAsBoolean()) {
                throw new StartCancelledException(name);
            }
            T part = start.start();
            started.push(new Part(name, deadline, () -> stop.stop(part)));
            return part;
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    /** Stops everything in reverse order. A second call does nothing. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            stop(started.pop());
        }
    }

    private static void stop(Part part) {
        CountDownLatch done = new CountDownLatch(1);
        Thread stopper = new Thread(
                () -> {
                    try {
                        part.stop().stop();
                    } catch (Exception | LinkageError failure) {
                        LOG.log(WARNING, "Stopping " + part.name() + " failed", failure);
                    } finally {
                        done.countDown();
                    }
                },
                "stop-" + part.name());
        stopper.setDaemon(true);
        long before = System.nanoTime();
        stopper.start();
        try {
            if (!done.await(part.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(
                        WARNING,
                        part.name() + " did not stop within " + part.deadline().toMillis() + " ms; going on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        LOG.log(DEBUG, () -> part.name() + " stopped in " + (System.nanoTime() - before) / 1_000_000 + " ms");
    }
}
