package watchpost.alerts.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.SourceUrl;

/** Says in one sentence why there is no session, and what to do about it. */
final class Diagnosis {
    private Diagnosis() {}

    static String of(Throwable failure, BrokerAddress broker) {
        String at = "MQTT broker " + broker + ": ";
        if (cause(failure, UnknownHostException.class).isPresent()) {
            return at + "the host name " + broker.host() + " is unknown; check mqtt.url and the box's DNS";
        }
        Optional<CertificateException> certificate = cause(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return at + certificate(certificate.get(), broker);
        }
        if (cause(failure, SSLException.class).isPresent()) {
            return at + "no TLS connection ("
                    + text(cause(failure, SSLException.class).get())
                    + "); check that the port speaks TLS and that the broker accepts the box's certificate";
        }
        if (cause(failure, NoRouteToHostException.class).isPresent()) {
            return at + "there is no route to it; check the network";
        }
        if (cause(failure, ConnectException.class).isPresent()) {
            return at + "the connection is refused; check that the broker runs and that the port is right";
        }
        if (cause(failure, SocketTimeoutException.class).isPresent()) {
            return at + "no answer; check the address and firewalls";
        }
        return at + cause(failure, MqttException.class).map(Diagnosis::protocol).orElseGet(() -> text(failure));
    }

    private static String certificate(CertificateException e, BrokerAddress broker) {
        String text = text(e);
        if (text.contains("No subject alternative") || text.contains("No name matching")) {
            return "its certificate is not for the name " + broker.host()
                    + "; use the name in the certificate, or one that has this name";
        }
        if (text.contains("unable to find valid certification path") || text.contains("PKIX path")) {
            return "its certificate is not signed by an authority that the box trusts; set mqtt.ca-file";
        }
        return "its certificate is not accepted (" + text + ")";
    }

    private static String protocol(MqttException e) {
        return switch (e.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION ->
                "user name or password is wrong; check mqtt.username and mqtt.password-file";
            case MqttException.REASON_CODE_NOT_AUTHORIZED ->
                "it does not let this box in; check mqtt.username, mqtt.password-file and the broker's access list";
            case MqttException.REASON_CODE_INVALID_CLIENT_ID -> "it refuses the name of this box as client id";
            case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1";
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE -> "it says that it is not available now";
            case MqttException.REASON_CODE_CLIENT_TIMEOUT -> "it accepts the connection but does not answer";
            case MqttException.REASON_CODE_CONNECTION_LOST, MqttException.REASON_CODE_CLIENT_NOT_CONNECTED ->
                "it closed the connection";
            default -> "error " + e.getReasonCode() + " (" + text(e) + ")";
        };
    }

    private static String text(Throwable e) {
        return SourceUrl.redact(String.valueOf(e.getMessage()));
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Throwable deepest = null;
        int depth = 0;
        for (@Nullable Throwable e = failure; e != null && depth < 20; e = e.getCause()) {
            deepest = type.isInstance(e) ? e : deepest;
            depth++;
        }
        return Optional.ofNullable(type.cast(deepest));
    }
}
