package watchpost.daemon.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns SIGTERM and Ctrl-C into an orderly stop: the main thread waits in {@link #await}, stops its parts and calls
 * {@link #finished}; only then the process ends, with the exit code given there instead of the JVM's 143.
 */
public final class StopSignal {
    /** How long the process waits for the main thread before it gives up. */
    private static final Duration PATIENCE = Duration.ofMillis(4_800);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(1);

    private StopSignal() {}

    /** Starts listening for the signals of this process. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "shutdown"));
        return signal;
    }

    /** Waits for a signal or for {@code limit}; true if a signal came. */
    public boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a signal. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** True once a signal came. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** To be called when everything is stopped. */
    public void finished(int code) {
        exitCode.set(code);
        finished.countDown();
    }

    private void onShutdown() {
        boolean alreadyDone = finished.getCount() == 0;
        requested.countDown();
        if (alreadyDone) {
            return;
        }
        try {
            finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exitCode.get());
    }
}
