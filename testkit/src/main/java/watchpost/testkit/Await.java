package watchpost.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline, looking every few milliseconds. Any thread; the caller waits. */
public final class Await {
    /** How long {@link #until(String, BooleanSupplier)} waits: generous, because a passing test never needs it. */
    public static final Duration USUAL = Duration.ofSeconds(15);

    private static final long PAUSE_NANOS = 3_000_000;

    private Await() {}

    /** Waits {@link #USUAL} for {@code condition}; {@code what} completes the sentence "waited 15 s for …". */
    public static void until(String what, BooleanSupplier condition) {
        until(what, USUAL, condition);
    }

    /**
     * Waits for {@code condition}.
     *
     * @throws AssertionError if it is still false after {@code deadline}, or if the thread is interrupted
     */
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        value(what, deadline, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits {@link #USUAL} for a value. */
    public static <T> T value(String what, Supplier<Optional<T>> source) {
        return value(what, USUAL, source);
    }

    /**
     * Waits until {@code source} has a value and returns it.
     *
     * @throws AssertionError if there is none after {@code deadline}, or if the thread is interrupted
     */
    public static <T> T value(String what, Duration deadline, Supplier<Optional<T>> source) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw new AssertionError("waited " + deadline.toMillis() / 1000.0 + " s for " + what);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
