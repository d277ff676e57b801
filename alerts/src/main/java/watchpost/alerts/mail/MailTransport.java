package watchpost.alerts.mail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.Notice;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureShelf;
import watchpost.alerts.transport.Backoff;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Sessions;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/**
 * Sends each message as a letter, one after the other, each with a conversation of its own. Once the hour's letters are used up, what
 * comes meanwhile waits and goes together as the next one.
 */
public final class MailTransport implements Transport {
    private static final Logger LOG = System.getLogger(MailTransport.class.getName());
    /** Messages in one digest, at most. */
    private static final int DIGEST = 200;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final MailSettings settings;
    private final MailTimers timers;
    private final LetterWriter writer;
    private final Ticker ticker;
    private final Sessions sessions;
    /** True while what comes is collected for a digest. */
    private volatile boolean collecting;

    private volatile @Nullable RelayDoor door;
    // Owned by the thread mail.
    private final Budget budget;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private @Nullable Progress progress;
    /** Looks whether more may be sent; null if nothing waits for that. */
    private @Nullable Future<?> look;

    public MailTransport(
            Origin origin,
            MailSettings settings,
            MailTimers timers,
            PictureShelf pictures,
            InstantSource clock,
            Ticker ticker) {
        this.settings = settings;
        this.timers = timers;
        this.writer = new LetterWriter(origin, settings, pictures);
        this.ticker = ticker;
        this.budget = new Budget(settings.perHour(), now());
        Backoff backoff = new Backoff(timers.firstPause(), timers.longestPause(), RandomGenerator.getDefault());
        this.sessions = new Sessions("mail", backoff, clock);
    }

    @Override
    public void start(Listener told) {
        sessions.start(told, this::begin);
    }

    @Override
    public boolean send(Outgoing message) {
        return sessions.isOpen(message.session()) && sessions.run(() -> take(message));
    }

    @Override
    public int appetite() {
        return collecting ? DIGEST : 1;
    }

    @Override
    public ConnectionState state() {
        return sessions.state();
    }

    @Override
    public void close(Duration patience) {
        RelayDoor used = door;
        if (used != null) {
            used.close();
        }
        if (!sessions.close(patience)) {
            LOG.log(Level.WARNING, settings + ": its thread does not end");
        }
    }

    private void begin() {
        if (door == null) {
            try {
                door = new RelayDoor(settings, timers);
            } catch (RelayTrouble e) {
                fail(e.sentence());
                return;
            }
        }
        sessions.begin();
    }

    private void take(Outgoing message) {
        if (sessions.isOpen(message.session())) {
            waiting.add(message);
            work();
        }
    }

    /** Sends what may be sent now; looks again when more may. */
    private void work() {
        while (!waiting.isEmpty()) {
            Duration wait = budget.untilFree(now());
            if (!wait.isZero()) {
                collecting = true;
                lookAgain(wait);
                return;
            }
            List<Outgoing> some = collecting ? new ArrayList<>(waiting) : List.of(waiting.element());
            if (!deliver(some)) {
                return;
            }
            some.forEach(waiting::remove);
            collecting = false;
        }
    }

    private void lookAgain(Duration wait) {
        if (look == null) {
            look = sessions.later(wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN, () -> {
                look = null;
                work();
            });
        }
    }

    /** Sends one letter about all of {@code messages}; false if the session ended. */
    private boolean deliver(List<Outgoing> messages) {
        Letter letter;
        try {
            List<Notice> notices = messages.stream()
                    .map(message -> Notice.read(message.payload()))
                    .toList();
            letter = notices.size() == 1 ? writer.of(notices.get(0)) : writer.digest(notices);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a message cannot be told as a letter", e);
            messages.forEach(message -> sessions.refuse(message, "it could not be told as a letter"));
            return true;
        }
        Progress now = progress(letter);
        try {
            post(letter, now);
            if (now.strip(letter)) {
                LOG.log(Level.WARNING, settings + " takes no letter with the picture; it goes without");
                post(letter, now);
            }
        } catch (RelayTrouble e) {
            fail(e.sentence());
            return false;
        }
        progress = null;
        settle(messages, now);
        return true;
    }

    private Progress progress(Letter letter) {
        Progress known = progress;
        Progress now = known != null && known.isOf(letter) ? known : new Progress(letter.id());
        progress = now;
        return now;
    }

    private void post(Letter letter, Progress now) throws RelayTrouble {
        RelayDoor open = door;
        if (open == null) {
            throw new RelayTrouble(settings + " is closed");
        }
        open.give(now.isBare() ? letter.withoutPicture() : letter, settings.to(), now);
    }

    private void settle(List<Outgoing> messages, Progress now) {
        String refusals = String.join(
                "; ",
                now.refusals().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue().sentence())
                        .toList());
        if (now.anybodyTookIt()) {
            budget.spend();
            if (!refusals.isEmpty()) {
                LOG.log(Level.WARNING, "some do not get a mail: " + refusals);
            }
            messages.forEach(sessions::confirm);
        } else {
            messages.forEach(message -> sessions.refuse(message, refusals));
        }
    }

    private void fail(String sentence) {
        waiting.clear();
        sessions.fail(sentence, Duration.ZERO, this::begin);
    }

    private Duration now() {
        return Duration.ofNanos(ticker.nanoTime());
    }
}
