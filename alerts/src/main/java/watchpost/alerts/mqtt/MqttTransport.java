package watchpost.alerts.mqtt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.transport.Backoff;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.alerts.transport.ConnectionState;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Presence;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/** Keeps a session with one broker, forever: connects, watches, and connects again after a pause. Owns the thread {@code mqtt}. */
public final class MqttTransport implements Transport {
    private static final Logger LOG = System.getLogger(MqttTransport.class.getName());
    private static final Duration TICK = Duration.ofMillis(200);
    /** A session that lasted this long was a good one: the pauses begin short again. */
    private static final Duration GOOD_SESSION = Duration.ofSeconds(5);

    private final BrokerSettings settings;
    private final BrokerAddress broker;
    private final String clientId;
    private final Optional<Presence> presence;
    private final MqttTimers timers;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Backoff backoff;

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Duration goodbyePatience = Duration.ZERO;
    private volatile ConnectionState state;
    private volatile @Nullable MqttSession current;
    private volatile @Nullable Thread thread;

    /**
     * @param clientId differs from every other client of the broker
     * @param presence empty for a connection that only listens: it says nothing of the box
     * @throws IllegalArgumentException with one sentence if the URL is not a broker's
     */
    public MqttTransport(
            BrokerSettings settings,
            String clientId,
            Optional<Presence> presence,
            MqttTimers timers,
            InstantSource clock,
            Ticker ticker) {
        this.settings = settings;
        this.broker = BrokerAddress.parse(settings.url());
        this.clientId = clientId;
        this.presence = presence;
        this.timers = timers;
        this.clock = clock;
        this.ticker = ticker;
        this.backoff = new Backoff(timers.firstPause(), timers.longestPause(), RandomGenerator.getDefault());
        this.state = new ConnectionState(false, "not connected yet", clock.instant(), 0);
    }

    @Override
    public void start(Listener listener) {
        Thread fresh = new Thread(() -> run(listener), "mqtt");
        fresh.setDaemon(true);
        thread = fresh;
        fresh.start();
    }

    @Override
    public boolean send(Outgoing message) {
        MqttSession session = current;
        return session != null && session.number() == message.session() && session.send(message);
    }

    @Override
    public ConnectionState state() {
        return state;
    }

    @Override
    public void close(Duration patience) {
        goodbyePatience = patience.dividedBy(2);
        stop.countDown();
        Thread running = thread;
        try {
            if (running != null) {
                running.join(Math.max(1, patience.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Listener listener) {
        try {
            for (long number = 1; stop.getCount() > 0; number++) {
                session(number, listener);
                if (stop.await(backoff.next().toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One session from connect to the end; returns when there is none any more. */
    private void session(long number, Listener listener) throws InterruptedException {
        long began = ticker.nanoTime();
        MqttSession session = null;
        try {
            session = new MqttSession(number, broker, settings, clientId, timers, ticker, listener);
            session.open(presence, clock.instant());
            current = session;
            up();
            listener.connected(number);
            down(watch(session));
            listener.lost(number);
        } catch (BrokerTrouble e) {
            down(e.sentence());
        } finally {
            current = null;
            if (session != null) {
                session.dispose();
            }
        }
        if (ticker.nanoTime() - began > GOOD_SESSION.toNanos()) {
            backoff.reset();
        }
    }

    /** Looks after the session until it is over; why it is. */
    private String watch(MqttSession session) throws InterruptedException {
        while (true) {
            Optional<String> end = session.check();
            if (end.isPresent()) {
                return end.get();
            }
            if (stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                session.goodbye(presence, clock.instant(), goodbyePatience);
                return "stopped";
            }
        }
    }

    private void up() {
        ConnectionState before = state;
        state = new ConnectionState(true, "", clock.instant(), before.connects() + 1);
        LOG.log(Level.INFO, "connected to the MQTT broker " + broker + purpose());
    }

    /** Said once for each change, not for each try. */
    private void down(String sentence) {
        ConnectionState before = state;
        if (before.connected() || !before.sentence().equals(sentence)) {
            Instant now = clock.instant();
            state = new ConnectionState(false, sentence, before.connected() ? now : before.since(), before.connects());
            LOG.log(stop.getCount() == 0 ? Level.INFO : Level.WARNING, sentence + purpose());
        }
    }

    private String purpose() {
        return presence.isPresent() ? "" : ", for commands and receipts";
    }
}
