package watchpost.alerts.mqtt;

import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A Paho client for one session: nothing on the disk, no reconnecting, over a connection that is handed in. */
final class DisposableClient extends MqttAsyncClient {
    private final BrokerSocket socket;

    DisposableClient(BrokerAddress broker, String clientId, Pings pings, BrokerSocket socket) throws MqttException {
        super(broker.serverUri(), clientId, new MemoryPersistence(), pings);
        this.socket = socket;
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) {
        return new NetworkModule[] {socket};
    }
}
