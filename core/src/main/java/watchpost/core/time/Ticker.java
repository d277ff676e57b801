package watchpost.core.time;

/** A monotonic clock in nanoseconds, handed in so that tests can hold it. Differences have a meaning, single readings have none. */
@FunctionalInterface
public interface Ticker {
    long nanoTime();
}
