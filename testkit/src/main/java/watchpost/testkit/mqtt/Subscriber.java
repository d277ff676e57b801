package watchpost.testkit.mqtt;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import watchpost.testkit.Await;
import watchpost.testkit.delivery.Receipts;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.delivery.Witness;

/**
 * An independent subscriber (MQTT 3.1.1, QoS 1) that connects again by itself, for as long as it takes. With a durable session the
 * broker keeps for it what comes while it is away. A message is confirmed to the broker when the consumer has returned.
 *
 * <p>Each connection is one Paho client that is thrown away afterwards. A thread of its own holds the connection; the consumer is
 * called on Paho's thread, one message at a time. What the consumer throws is kept as {@link #trouble} and the message counts as
 * taken.
 */
public final class Subscriber implements AutoCloseable {
    private static final long CONNECT_MILLIS = 5000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final long CLOSE_MILLIS = 3000;
    private static final long RECEIPT_MILLIS = 100;

    private final Builder settings;
    private final String serverUri;
    private final Consumer<Received> consumer;
    private final Thread thread;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean ready;
    private volatile String trouble = "";
    private final Optional<Receipts> receipts;

    private Subscriber(Builder settings, Consumer<Received> consumer) {
        this.settings = settings;
        this.serverUri = settings.url.replaceFirst("^mqtts://", "ssl://").replaceFirst("^mqtt://", "tcp://");
        this.consumer = consumer;
        this.receipts = settings.receipts.stream().map(Receipts::new).findFirst();
        this.thread = new Thread(this::run, "subscriber-" + settings.clientId);
        thread.setDaemon(true);
    }

    /** @param url as in watchpost.yaml ({@code mqtt://}, {@code mqtts://}) or as Paho wants it */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /** True while connected and subscribed. */
    public boolean isReady() {
        return ready;
    }

    /** How often it was connected and subscribed. */
    public long connections() {
        return connections.get();
    }

    /** How many messages came, duplicates included. */
    public long received() {
        return received.get();
    }

    /** The last thing that went wrong, in the words of who said it; empty if nothing has. */
    public String trouble() {
        return trouble;
    }

    /**
     * Waits until it is connected and subscribed.
     *
     * @throws AssertionError if it is not in time, with {@link #trouble}
     */
    public Subscriber awaitReady() {
        try {
            Await.until("a subscriber at " + serverUri, this::isReady);
            return this;
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " (" + trouble + ")", e);
        }
    }

    private void run() {
        while (!closed) {
            try {
                holdConnection();
            } catch (MqttException | IllegalArgumentException e) {
                trouble = describe(e);
            } catch (InterruptedException e) {
                return;
            } finally {
                ready = false;
            }
            LockSupport.parkNanos(settings.pause.toNanos());
        }
    }

    private void holdConnection() throws MqttException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        MqttAsyncClient client = new MqttAsyncClient(serverUri, settings.clientId, new MemoryPersistence());
        // Confirmed by hand, so that what comes while closing stays with the broker.
        client.setManualAcks(true);
        client.setCallback(new Callback(client, over));
        try {
            client.connect(options()).waitForCompletion(CONNECT_MILLIS);
            String[] topics = settings.topics.toArray(String[]::new);
            int[] qos = new int[topics.length];
            Arrays.fill(qos, 1);
            client.subscribe(topics, qos).waitForCompletion(CONNECT_MILLIS);
            connections.incrementAndGet();
            ready = true;
            while (!over.await(RECEIPT_MILLIS, TimeUnit.MILLISECONDS)) {
                confirm(client);
            }
        } finally {
            end(client);
        }
    }

    /** Confirms to the boxes what the consumer has taken since the last time. */
    private void confirm(MqttAsyncClient client) throws MqttException {
        for (Receipts.Receipt receipt : receipts.map(Receipts::take).orElse(List.of())) {
            client.publish(receipt.topic(), receipt.payload(), 1, false).waitForCompletion(CONNECT_MILLIS);
        }
    }

    private MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(!settings.durable);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout((int) (CONNECT_MILLIS / 1000));
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        if (!settings.user.isEmpty()) {
            options.setUserName(settings.user);
            options.setPassword(settings.password.toCharArray());
        }
        settings.ca.stream().map(Trust::in).forEach(options::setSocketFactory);
        return options;
    }

    private static void end(MqttAsyncClient client) {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, CLOSE_MILLIS / 3);
            }
            client.close(true);
        } catch (MqttException e) {
            // Nothing follows from it: the client is thrown away.
        }
    }

    private static String describe(Throwable e) {
        return e.getCause() == null ? String.valueOf(e) : e + ": " + e.getCause();
    }

    /** Ends the connection; a durable session stays at the broker, with what was not handed on yet. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called on Paho's threads. */
    private final class Callback implements MqttCallback {
        private final MqttAsyncClient client;
        private final CountDownLatch over;

        Callback(MqttAsyncClient client, CountDownLatch over) {
            this.client = client;
            this.over = over;
        }

        @Override
        public void connectionLost(Throwable cause) {
            trouble = describe(cause);
            over.countDown();
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            if (closed) {
                return;
            }
            Received taken = new Received(
                    topic,
                    message.getPayload(),
                    message.isRetained(),
                    Clock.systemUTC().instant());
            Witness.saw(taken);
            try {
                consumer.accept(taken);
                receipts.ifPresent(confirmed -> confirmed.accept(taken));
            } catch (RuntimeException | AssertionError e) {
                trouble = "the consumer failed on " + topic + ": " + describe(e);
            }
            received.incrementAndGet();
            try {
                client.messageArrivedComplete(message.getId(), message.getQos());
            } catch (MqttException e) {
                trouble = "not confirmed: " + describe(e);
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }

    /** Where to and how. Not thread-safe. */
    public static final class Builder {
        private final String url;
        private String clientId = "subscriber-" + UUID.randomUUID().toString().substring(0, 8);
        private boolean durable;
        private List<String> topics = List.of("#");
        private String user = "";
        private String password = "";
        private List<Path> ca = List.of();
        private List<String> receipts = List.of();
        private Duration pause = Duration.ofMillis(100);

        private Builder(String url) {
            this.url = url;
        }

        /** A session that the broker keeps under this id while the subscriber is away. */
        public Builder durable(String id) {
            clientId = id;
            durable = true;
            return this;
        }

        /** Topic filters; everything if not said. */
        public Builder topics(String... filters) {
            topics = List.of(filters);
            return this;
        }

        public Builder credentials(String name, String word) {
            user = name;
            password = word;
            return this;
        }

        /** Trusts only the authorities of this PEM file. */
        public Builder ca(Path pem) {
            ca = List.of(pem);
            return this;
        }

        /** Confirms to the boxes, under this name, what the consumer has taken. */
        public Builder receipts(String name) {
            receipts = List.of(name);
            return this;
        }

        /** How long it waits before it tries again; 100 ms if not said. */
        public Builder pause(Duration between) {
            pause = between;
            return this;
        }

        /** Begins to connect and returns at once; the broker need not be there yet. */
        public Subscriber start(Consumer<Received> consumer) {
            Subscriber subscriber = new Subscriber(this, consumer);
            subscriber.thread.start();
            return subscriber;
        }
    }
}
