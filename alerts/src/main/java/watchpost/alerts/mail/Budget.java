package watchpost.alerts.mail;

import java.time.Duration;

/**
 * How many letters may go. Half of the hour's may go at once, the other half comes back spread over the hour: so within any hour there
 * are never more than were wanted, and what has to wait does not wait long. Single-threaded; time is an argument.
 */
final class Budget {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Duration interval;
    private int left;
    private Duration counted;

    /** @param perHour at least 2 */
    Budget(int perHour, Duration now) {
        this.most = Math.max(1, perHour / 2);
        this.interval = HOUR.dividedBy(Math.max(1, perHour - most));
        this.left = most;
        this.counted = now;
    }

    /** How long it takes until a letter may go; zero if one may go now. */
    Duration untilFree(Duration now) {
        while (left < most && now.minus(counted).compareTo(interval) >= 0) {
            left++;
            counted = counted.plus(interval);
        }
        if (left == most) {
            counted = now;
        }
        return left > 0 ? Duration.ZERO : interval.minus(now.minus(counted));
    }

    /** A letter went. */
    void spend() {
        left = Math.max(0, left - 1);
    }
}
