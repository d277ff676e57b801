package watchpost.alerts.mqtt;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.alerts.transport.Incoming;
import watchpost.alerts.transport.Outgoing;
import watchpost.alerts.transport.Presence;
import watchpost.alerts.transport.Transport;
import watchpost.core.time.Ticker;

/**
 * One connection from its beginning to its end, with a Paho client of its own that is thrown away afterwards. {@link #send} is called
 * on the thread {@code outbox}, everything else on the thread {@code mqtt}; callbacks come on Paho's.
 */
final class MqttSession {
    private static final Logger LOG = System.getLogger(MqttSession.class.getName());
    private static final int AT_LEAST_ONCE = 1;
    /** Above what is ever sent unconfirmed: Paho's own limit must never be met. */
    private static final int MAX_INFLIGHT = 64;

    private final long number;
    private final BrokerAddress broker;
    private final BrokerSettings settings;
    private final MqttTimers timers;
    private final Ticker ticker;
    private final Transport.Listener listener;
    private final Pings pings;
    private final DisposableClient client;

    private final Map<Long, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private volatile long heardAt;

    MqttSession(
            long number,
            BrokerAddress broker,
            BrokerSettings settings,
            String clientId,
            MqttTimers timers,
            Ticker ticker,
            Transport.Listener listener)
            throws BrokerTrouble {
        this.number = number;
        this.broker = broker;
        this.settings = settings;
        this.timers = timers;
        this.ticker = ticker;
        this.listener = listener;
        this.heardAt = ticker.nanoTime();
        this.pings = new Pings(ticker);
        Optional<SSLSocketFactory> tls = broker.tls() ? Optional.of(Tls.sockets(settings)) : Optional.empty();
        BrokerSocket socket = new BrokerSocket(broker, tls, timers.connect(), ticker, this::heard);
        try {
            this.client = new DisposableClient(broker, clientId, pings, socket);
        } catch (MqttException e) {
            throw new BrokerTrouble(Diagnosis.of(e, broker), e);
        }
    }

    /** Connects, says {@code online} and subscribes; waits until the broker answered, or throws. */
    void open(Optional<Presence> presence, Instant now) throws BrokerTrouble {
        MqttConnectOptions options = options(presence, now);
        client.setCallback(new Callback());
        try {
            // the connection, the handshake and the broker's answer have a deadline each
            long patience = 3 * timers.connect().toMillis();
            client.connect(options).waitForCompletion(patience);
            if (presence.isPresent()) {
                Presence box = presence.get();
                client.publish(box.topic(), box.online(now), AT_LEAST_ONCE, true)
                        .waitForCompletion(patience);
            }
        } catch (MqttException e) {
            throw new BrokerTrouble(Diagnosis.of(e, broker), e);
        }
        listener.wants().forEach(this::subscribe);
    }

    /** A broker that does not let the box listen must still get its alarms. */
    private void subscribe(String filter) {
        try {
            client.subscribe(filter, AT_LEAST_ONCE)
                    .waitForCompletion(timers.connect().toMillis());
        } catch (MqttException e) {
            LOG.log(
                    Level.WARNING,
                    "MQTT broker " + broker + " does not let the box listen on " + filter + ": " + e.getMessage());
        }
    }

    private MqttConnectOptions options(Optional<Presence> presence, Instant now) throws BrokerTrouble {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setMaxInflight(MAX_INFLIGHT);
        options.setKeepAliveInterval((int) Math.max(1, timers.keepAlive().toSeconds()));
        options.setConnectionTimeout((int) Math.max(1, timers.connect().toSeconds()));
        presence.ifPresent(box -> options.setWill(box.topic(), box.offline(now), AT_LEAST_ONCE, true));
        settings.username().ifPresent(options::setUserName);
        if (settings.passwordFile().isPresent()) {
            options.setPassword(password(settings.passwordFile().get()));
        }
        return options;
    }

    private static char[] password(Path file) throws BrokerTrouble {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .toCharArray();
        } catch (IOException e) {
            throw new BrokerTrouble("mqtt.password-file " + file + " cannot be read", e);
        }
    }

    long number() {
        return number;
    }

    /** Hands a message to Paho; false if the session is over. */
    boolean send(Outgoing message) {
        if (end.get() != null) {
            return false;
        }
        sentAt.put(message.token(), ticker.nanoTime());
        try {
            client.publish(
                    message.topic(),
                    message.payload(),
                    AT_LEAST_ONCE,
                    message.retained(),
                    null,
                    new Confirmation(message.token()));
            return true;
        } catch (MqttException e) {
            end(Diagnosis.of(e, broker));
            return false;
        }
    }

    /** Looks after the session; why it is over, if it is. Called a few times a second. */
    Optional<String> check() {
        pings.tick();
        long now = ticker.nanoTime();
        if (now - heardAt > timers.silence().toNanos()) {
            end("MQTT broker " + broker + ": silent for " + seconds(timers.silence()));
        }
        for (long at : sentAt.values()) {
            if (now - at > timers.confirmation().toNanos()) {
                end("MQTT broker " + broker + ": a message was not confirmed for " + seconds(timers.confirmation()));
            }
        }
        return Optional.ofNullable(end.get());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    /** Says {@code stopped} and goodbye. */
    void goodbye(Optional<Presence> presence, Instant now, Duration patience) {
        try {
            if (presence.isPresent()) {
                Presence box = presence.get();
                client.publish(box.topic(), box.stopped(now), AT_LEAST_ONCE, true)
                        .waitForCompletion(patience.toMillis());
            }
            client.disconnect(0).waitForCompletion(patience.toMillis());
        } catch (MqttException e) {
            end(Diagnosis.of(e, broker));
        }
    }

    /** Throws the client away, on a thread of its own because Paho may hang in it. */
    void dispose() {
        end("closed");
        Thread thread = new Thread(this::tearDown, "mqtt-dispose-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    private void tearDown() {
        try {
            client.disconnectForcibly(0, 1000, false);
        } catch (MqttException e) {
            end(e.toString());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            end(e.toString());
        }
    }

    private void end(String why) {
        end.compareAndSet(null, why);
    }

    private void heard() {
        heardAt = ticker.nanoTime();
    }

    private final class Confirmation implements IMqttActionListener {
        private final long token;

        Confirmation(long token) {
            this.token = token;
        }

        @Override
        public void onSuccess(IMqttToken ignored) {
            sentAt.remove(token);
            listener.confirmed(number, token);
        }

        @Override
        public void onFailure(IMqttToken ignored, Throwable e) {
            end(Diagnosis.of(e, broker));
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void connectionLost(Throwable e) {
            end(Diagnosis.of(e, broker));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            listener.received(new Incoming(topic, message.getPayload(), message.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
