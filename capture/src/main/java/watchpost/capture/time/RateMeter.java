package watchpost.capture.time;

import java.util.ArrayDeque;
import java.util.Deque;

/** Happenings per second over the last few seconds. */
public final class RateMeter {
    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final int MOST = 1024;

    private final Deque<Long> marks = new ArrayDeque<>();

    /** Something happened at {@code now}, a monotonic reading. */
    public void mark(long now) {
        marks.addLast(now);
        forget(now);
    }

    /** The rate over the window that ends at {@code now}; 0 with fewer than two happenings in it. */
    public double perSecond(long now) {
        forget(now);
        if (marks.size() < 2) {
            return 0;
        }
        long span = Math.max(now, marks.getLast()) - marks.getFirst();
        long meanInterval = (marks.getLast() - marks.getFirst()) / (marks.size() - 1);
        // one interval more than the gaps between the marks, so that a steady rate reads right at any moment within it
        return span <= 0 ? 0 : marks.size() * 1e9 / Math.max(span, (marks.getLast() - marks.getFirst()) + meanInterval);
    }

    private void forget(long now) {
        while (!marks.isEmpty() && (now - marks.getFirst() > WINDOW_NANOS || marks.size() > MOST)) {
            marks.removeFirst();
        }
    }
}
