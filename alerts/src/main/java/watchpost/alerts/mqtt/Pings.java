package watchpost.alerts.mqtt;

import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.jspecify.annotations.Nullable;
import watchpost.core.time.Ticker;

/** Keep-alive pings, sent when the thread {@code mqtt} looks after the session instead of by a timer thread per client. */
final class Pings implements MqttPingSender {
    private final Ticker ticker;
    private volatile @Nullable ClientComms client;
    /** When Paho wants to be asked next. Asked too early, it takes a ping that is still on its way for an unanswered one. */
    private volatile long dueAt;

    Pings(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void init(ClientComms comms) {
        client = comms;
    }

    /** Lets Paho send a ping if it is time to. */
    void tick() {
        ClientComms comms = client;
        if (comms != null && ticker.nanoTime() - dueAt >= 0) {
            comms.checkForActivity();
        }
    }

    @Override
    public void start() {
        ClientComms comms = client;
        if (comms != null) {
            schedule(comms.getKeepAlive());
        }
    }

    @Override
    public void stop() {}

    @Override
    public void schedule(long delayMillis) {
        dueAt = ticker.nanoTime() + delayMillis * 1_000_000;
    }
}
