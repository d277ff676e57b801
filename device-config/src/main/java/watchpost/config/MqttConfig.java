package watchpost.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where messages go.
 *
 * @param tls true for {@code mqtts://}
 * @param host name or address of the broker
 * @param port 1..65535
 * @param caFile certificates (PEM) that may sign the broker's, instead of those of the Java runtime
 * @param identity this box's own certificate, where the broker wants one
 * @param topic prefix of all topics, {@code {site}} and {@code {box}} filled in, without a slash at either end
 */
public record MqttConfig(
        boolean tls,
        String host,
        int port,
        Optional<Login> login,
        Optional<Path> caFile,
        Optional<Identity> identity,
        String topic) {

    /** What the box says who it is; the file holds the password on its only line and is read anew at each connection. */
    public record Login(String username, Optional<Path> passwordFile) {}

    /** A client certificate and its private key, both PEM files. */
    public record Identity(Path certificateFile, Path keyFile) {}

    /** {@code mqtts://broker.local:8883}, as in the file. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return (tls ? "mqtts://" : "mqtt://") + name + ":" + port;
    }
}
