package watchpost.testkit.net;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What goes wrong in one direction, or in both. Each setting holds for the connections that are there and for those to come. Any
 * thread; the proxy's thread reads it.
 */
public final class Faults {
    private static final Faults[] ALONE = {};
    static final long NEVER = Long.MAX_VALUE;

    private final Faults[] followers;
    private final Runnable changed;
    private volatile long delayNanos;
    private volatile long bytesPerSecond;
    private volatile boolean swallowing;
    private volatile boolean stalling;
    private volatile double lostBytes;
    private volatile double flippedBytes;
    private volatile long truncateAfter = NEVER;

    /** Of one direction; {@code changed} is called after each change. */
    Faults(Runnable changed) {
        this(changed, ALONE);
    }

    /** Of several directions together. */
    Faults(Runnable changed, Faults... followers) {
        this.changed = changed;
        this.followers = followers;
    }

    /** Every byte arrives later by this much; zero ends it. */
    public void delay(Duration time) {
        delayNanos = time.toNanos();
        tell(other -> other.delay(time));
    }

    /** No more than so many bytes a second; 0 ends it. */
    public void throttle(long bytes) {
        bytesPerSecond = bytes;
        tell(other -> other.throttle(bytes));
    }

    /** Takes bytes and loses them all, so that the connection is half-open: both ends believe in it. */
    public void swallow(boolean on) {
        swallowing = on;
        tell(other -> other.swallow(on));
    }

    /** Takes no bytes at all, so that the sender's buffers fill up; what waited comes through afterwards. */
    public void stall(boolean on) {
        stalling = on;
        tell(other -> other.stall(on));
    }

    /** Leaves out this fraction of the bytes, 0..1, by the proxy's seed. */
    public void loseBytes(double fraction) {
        lostBytes = fraction;
        tell(other -> other.loseBytes(fraction));
    }

    /** Turns one bit of this fraction of the bytes, 0..1, by the proxy's seed. */
    public void flipBits(double fraction) {
        flippedBytes = fraction;
        tell(other -> other.flipBits(fraction));
    }

    /** Ends each connection when so many of its bytes have come through, counted from the connection's beginning. */
    public void truncateAfter(long bytes) {
        truncateAfter = bytes;
        tell(other -> other.truncateAfter(bytes));
    }

    /** Lets everything through again. */
    public void heal() {
        delayNanos = 0;
        bytesPerSecond = 0;
        swallowing = false;
        stalling = false;
        lostBytes = 0;
        flippedBytes = 0;
        truncateAfter = NEVER;
        tell(Faults::heal);
    }

    private void tell(Consumer<Faults> setting) {
        for (Faults follower : followers) {
            setting.accept(follower);
        }
        changed.run();
    }

    long delayNanos() {
        return delayNanos;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    boolean isSwallowing() {
        return swallowing;
    }

    boolean isStalling() {
        return stalling;
    }

    double lostBytes() {
        return lostBytes;
    }

    double flippedBytes() {
        return flippedBytes;
    }

    long truncateAfter() {
        return truncateAfter;
    }
}
