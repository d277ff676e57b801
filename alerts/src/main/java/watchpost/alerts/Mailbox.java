package watchpost.alerts;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the thread {@code outbox}. It has no bound, because rules may neither wait nor lose anything: while the disk stands
 * still it costs about a kilobyte per message. Beyond {@value #CROWDED} inputs the box says that it is degraded.
 */
final class Mailbox {
    private static final int CROWDED = 10_000;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    /** Hands over {@code task}; any thread, never waits. */
    void tell(Runnable task) {
        tasks.add(task);
    }

    /** The next task, waiting for it at most {@code nanos}. Thread {@code outbox} only. */
    @Nullable
    Runnable next(long nanos) throws InterruptedException {
        return tasks.poll(nanos, TimeUnit.NANOSECONDS);
    }

    int size() {
        return tasks.size();
    }

    boolean isCrowded() {
        return tasks.size() > CROWDED;
    }
}
