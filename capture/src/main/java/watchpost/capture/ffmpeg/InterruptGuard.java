package watchpost.capture.ffmpeg;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import watchpost.core.time.Ticker;

/**
 * Ends FFmpeg's blocking calls: at a deadline that the capture thread moves, or at once when any thread calls {@link #stop()}.
 *
 * <p>FFmpeg asks the guard about ten times a second while it waits. JavaCPP has about ten function pointers for each callback class
 * and fails silently beyond, so there is one static callback for all guards; FFmpeg hands it the number of the guard as an address
 * that is never read.
 */
public final class InterruptGuard implements AutoCloseable {
    private static final Map<Long, InterruptGuard> GUARDS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Ticker ticker;
    private final NumberedPointer number = new NumberedPointer(NUMBERS.incrementAndGet());

    private volatile boolean stopped;
    private volatile Runnable stopAction = () -> {};

    // The capture thread's own, FFmpeg asks on the same thread.
    private boolean limited;
    private boolean leaving;
    private long deadlineNanos;

    public InterruptGuard(Ticker ticker) {
        Libraries.load();
        this.ticker = ticker;
        GUARDS.put(number.address(), this);
    }

    /** From now on calls end when the ticker reaches {@code nanos}. Called by the capture thread. */
    public void deadline(long nanos) {
        deadlineNanos = nanos;
        limited = true;
    }

    /** From now on calls may take as long as they want. Called by the capture thread. */
    public void noDeadline() {
        limited = false;
    }

    /** True if the deadline has passed. Called by the capture thread. */
    public boolean expired() {
        return limited && ticker.nanoTime() - deadlineNanos >= 0;
    }

    /** What is left until the deadline, 0 once the guard was stopped. Called by the capture thread. */
    public long remainingNanos() {
        if (stopped) {
            return 0;
        }
        return limited ? deadlineNanos - ticker.nanoTime() : Long.MAX_VALUE;
    }

    /** {@code action} ends a call that does not ask the guard; it is run by {@link #stop()}, on that thread. */
    public void onStop(Runnable action) {
        stopAction = action;
        if (stopped) {
            action.run();
        }
    }

    /** Ends the call in progress and every later one. Any thread. */
    public void stop() {
        stopped = true;
        stopAction.run();
    }

    public boolean stopped() {
        return stopped;
    }

    /** Runs {@code goodbye}, which may talk to the server for {@code nanos} even though the guard was stopped. */
    void leaveWithin(long nanos, Runnable goodbye) {
        deadline(ticker.nanoTime() + nanos);
        leaving = true;
        try {
            goodbye.run();
        } finally {
            leaving = false;
        }
    }

    void install(AVFormatContext context) {
        context.interrupt_callback().callback(Dispatcher.ASK).opaque(number);
    }

    private boolean mustEnd() {
        return (stopped && !leaving) || expired();
    }

    /** Forgets the guard; calls that still know it end at once. */
    @Override
    public void close() {
        GUARDS.remove(number.address());
    }

    /** A guard's number in the shape of an address. */
    private static final class NumberedPointer extends Pointer {
        private NumberedPointer(long value) {
            address = value;
        }
    }

    private static final class Dispatcher extends AVIOInterruptCB.Callback_Pointer {
        private static final Dispatcher ASK = new Dispatcher();

        @Override
        public int call(@Nullable Pointer opaque) {
            InterruptGuard guard = opaque == null ? null : GUARDS.get(opaque.address());
            return guard == null || guard.mustEnd() ? 1 : 0;
        }
    }
}
