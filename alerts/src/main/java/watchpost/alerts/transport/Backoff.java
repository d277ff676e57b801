package watchpost.alerts.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries with full jitter: anything from nothing to a bound that doubles, so that many boxes do not knock at once. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int tries;

    /** @param longest where the doubling ends */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** The pause before the next try. */
    public Duration next() {
        long bound = Math.min(longest.toNanos(), first.toNanos() << Math.min(tries, MAX_DOUBLINGS));
        tries++;
        return Duration.ofNanos(random.nextLong(Math.max(1, bound)));
    }

    /** A connection proved good: begin with short pauses again. */
    public void reset() {
        tries = 0;
    }
}
