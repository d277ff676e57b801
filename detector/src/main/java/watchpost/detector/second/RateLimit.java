package watchpost.detector.second;

import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many within any second. Not thread-safe; time is an argument and never runs backwards. */
final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final int most;
    private final Deque<Long> taken = new ArrayDeque<>();

    RateLimit(int perSecond) {
        this.most = perSecond;
    }

    /** How many may be taken now. */
    int free(long now) {
        while (!taken.isEmpty() && now - taken.getFirst() >= SECOND) {
            taken.removeFirst();
        }
        return most - taken.size();
    }

    /** Takes {@code count}, which are free. */
    void take(int count, long now) {
        for (int i = 0; i < count; i++) {
            taken.addLast(now);
        }
    }

    /** Nanoseconds until one more is free than now; a second if none is taken. */
    long untilMore(long now) {
        return taken.isEmpty() ? SECOND : Math.max(1, taken.getFirst() + SECOND - now);
    }
}
