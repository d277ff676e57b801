package watchpost.capture.demand;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** What is wanted of a camera that leaves pictures out, by those who look at its pictures. Any thread. */
public final class Attention {
    /** One call holds so long. */
    static final long HOLDS_NANOS = Duration.ofSeconds(3).toNanos();

    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong last = new AtomicLong(NEVER);
    private final AtomicLong back = new AtomicLong(NEVER);

    /** Something happens at {@code now}. */
    public void call(long now) {
        last.accumulateAndGet(now, (a, b) -> a == NEVER || b - a > 0 ? b : a);
    }

    /** Something has happened since the picture at this place of the timeline: everything after it is to be decoded. */
    public void callBack(long position, long now) {
        back.set(position);
        call(now);
    }

    /** Where to go back to; asked once. */
    public OptionalLong takeBack() {
        if (back.get() == NEVER) {
            return OptionalLong.empty();
        }
        long position = back.getAndSet(NEVER);
        return position == NEVER ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** True if somebody called lately. */
    boolean isWanted(long now) {
        long called = last.get();
        return called != NEVER && now - called < HOLDS_NANOS;
    }
}
