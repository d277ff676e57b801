package watchpost.alerts.transport;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a transport that has no lasting connection: one lasts until a message fails in whatever way. Then there is a pause,
 * and the next begins with the oldest message again. Belongs to the transport's one thread, but for what says otherwise.
 */
public final class Sessions {
    private static final Logger LOG = System.getLogger(Sessions.class.getName());

    private final ScheduledThreadPoolExecutor thread;
    private final Backoff backoff;
    private final InstantSource clock;
    /** The session that takes messages, 0 between two. */
    private volatile long open;

    private volatile ConnectionState state;
    private Transport.@Nullable Listener listener;
    private long number;

    /** @param name of the transport's thread, which is made here */
    public Sessions(String name, Backoff backoff, InstantSource clock) {
        this.backoff = backoff;
        this.clock = clock;
        // until a message fails nobody knows better
        this.state = new ConnectionState(true, "", clock.instant(), 0);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Any thread: {@code begin} makes what a session needs, and then calls {@link #begin} or {@link #fail}. */
    public void start(Transport.Listener told, Runnable begin) {
        run(() -> {
            listener = told;
            begin.run();
        });
    }

    /** Any thread: runs {@code work} on the transport's thread; false after the end. */
    public boolean run(Runnable work) {
        try {
            thread.execute(work);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Runs {@code work} on the transport's thread after a while, unless it ends before. */
    public Future<?> later(Duration pause, Runnable work) {
        return thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Any thread: true while {@code session} takes messages. */
    public boolean isOpen(long session) {
        return session != 0 && session == open;
    }

    /** Any thread. */
    public ConnectionState state() {
        return state;
    }

    /** A session begins. */
    public void begin() {
        number++;
        open = number;
        tell(told -> told.connected(number));
    }

    /** The other side took the message. */
    public void confirm(Outgoing message) {
        good();
        tell(told -> told.confirmed(message.session(), message.token()));
    }

    /** The other side will never take the message. */
    public void refuse(Outgoing message, String why) {
        good();
        LOG.log(Level.WARNING, why + "; it is given up");
        tell(told -> told.refused(message.session(), message.token(), why));
    }

    private void good() {
        backoff.reset();
        if (!state.connected() || state.connects() != number) {
            state = new ConnectionState(true, "", clock.instant(), number);
        }
    }

    /**
     * The session ends; after a pause {@code begin} is called again.
     *
     * @param sentence why, without a full stop and without a secret
     * @param atLeast the shortest pause
     */
    public void fail(String sentence, Duration atLeast, Runnable begin) {
        long ended = open;
        open = 0;
        ConnectionState before = state;
        Instant since = before.connected() ? clock.instant() : before.since();
        state = new ConnectionState(false, sentence, since, number);
        if (!before.sentence().equals(sentence)) {
            LOG.log(Level.WARNING, sentence + "; its messages wait");
        }
        tell(told -> told.lost(ended));
        Duration pause = backoff.next();
        try {
            Future<?> unused = later(pause.compareTo(atLeast) < 0 ? atLeast : pause, begin);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "no further try: closed");
        }
    }

    /** Any thread: ends the transport's thread; false if it does not end within {@code patience}. */
    public boolean close(Duration patience) {
        open = 0;
        thread.shutdownNow();
        try {
            return thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Word {
        void to(Transport.Listener told);
    }

    private void tell(Word word) {
        Transport.Listener told = listener;
        if (told != null) {
            word.to(told);
        }
    }
}
