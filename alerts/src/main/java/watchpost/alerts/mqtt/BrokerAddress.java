package watchpost.alerts.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import watchpost.core.id.SourceUrl;

/** Where the broker listens. */
record BrokerAddress(String host, int port, boolean tls) {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** @throws IllegalArgumentException with one sentence if {@code url} is not a broker's */
    static BrokerAddress parse(String url) {
        try {
            URI uri = new URI(url);
            boolean tls = "mqtts".equalsIgnoreCase(uri.getScheme());
            if ((tls || "mqtt".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
                int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
                return new BrokerAddress(uri.getHost(), port, tls);
            }
        } catch (URISyntaxException e) {
            throw unusable(url);
        }
        throw unusable(url);
    }

    private static IllegalArgumentException unusable(String url) {
        return new IllegalArgumentException(
                "\"" + SourceUrl.redact(url) + "\" is not a broker: use mqtt://host:port or mqtts://host:port");
    }

    /** As Paho takes it. */
    String serverUri() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }

    /** As a user knows it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
