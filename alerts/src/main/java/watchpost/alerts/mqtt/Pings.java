package watchpost.alerts.mqtt;

import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/** Keep-alive pings, sent when the thread {@code mqtt} looks after the session instead of by a timer thread per client. */
final class Pings implements MqttPingSender {
    private final Runnable answered;
    private volatile @Nullable ClientComms client;

    /** {@code answered} is called on a thread of Paho's whenever the broker answered a ping. */
    Pings(Runnable answered) {
        this.answered = answered;
    }

    @Override
    public void init(ClientComms comms) {
        client = comms;
    }

    /** Lets Paho send a ping if the keep-alive asks for one. */
    void tick() {
        ClientComms comms = client;
        if (comms != null) {
            comms.checkForActivity(new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    answered.run();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable e) {
                    // The session's own watch notices the silence.
                }
            });
        }
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void schedule(long delayMillis) {}
}
