package watchpost.daemon.box;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Work during which it is said again and again that it is not done yet, so that a start which hangs in a driver is not silent. */
final class SlowWork {
    private SlowWork() {}

    /**
     * Does {@code work} on the calling thread.
     *
     * @param said gets the seconds since the beginning, on a thread of its own, once every {@code pace} until the work is done
     */
    static <T> T telling(Duration pace, LongConsumer said, Supplier<T> work) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "slow-work");
            thread.setDaemon(true);
            return thread;
        });
        long begin = System.nanoTime();
        ScheduledFuture<?> words = clock.scheduleAtFixedRate(
                () -> said.accept(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)),
                pace.toNanos(),
                pace.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return work.get();
        } finally {
            words.cancel(false);
            clock.shutdown();
        }
    }
}
