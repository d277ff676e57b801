package watchpost.capture.supervise;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: full jitter under a ceiling that doubles from 1 s to 60 s, so that cameras behind one switch
 * don't come back in step (Brooker, "Exponential Backoff and Jitter", 2015). Refused credentials wait 20 minutes: three tries an
 * hour, because cameras lock out who tries oftener.
 */
final class Backoff {
    static final long SECOND = 1_000_000_000L;
    static final long FIRST_CEILING = SECOND;
    static final long LAST_CEILING = 60 * SECOND;
    static final long REFUSED_CREDENTIALS = 20 * 60 * SECOND;
    /** Not even the luckiest draw comes back at once. */
    private static final long SHORTEST = SECOND / 10;

    private final DoubleSupplier random;
    private long ceiling = FIRST_CEILING;

    /** @param random uniform in 0..1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** Nanoseconds to wait after a failure. */
    long next(boolean refusedCredentials) {
        long present = ceiling;
        ceiling = Math.min(LAST_CEILING, ceiling * 2);
        if (refusedCredentials) {
            // jitter only upwards: never a fourth try within the hour
            return REFUSED_CREDENTIALS + Math.round(random.getAsDouble() * 60 * SECOND);
        }
        return Math.max(SHORTEST, Math.round(random.getAsDouble() * present));
    }

    /** The camera is well: the next failure begins again with short waits. */
    void reset() {
        ceiling = FIRST_CEILING;
    }
}
