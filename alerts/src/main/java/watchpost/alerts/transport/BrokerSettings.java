package watchpost.alerts.transport;

import java.nio.file.Path;
import java.util.Optional;
import watchpost.core.id.SourceUrl;

/**
 * Which broker, and how the box proves who it is.
 *
 * @param url {@code mqtt://host[:port]} or {@code mqtts://host[:port]}
 * @param passwordFile text file whose first line is the password
 * @param caFile PEM file of the authorities to trust; empty for those of the Java platform
 * @param clientCertificateFile PEM file of the box's certificate and its chain; needs {@code clientKeyFile}
 * @param clientKeyFile PEM file of the certificate's key (PKCS#8, not encrypted)
 */
public record BrokerSettings(
        String url,
        Optional<String> username,
        Optional<Path> passwordFile,
        Optional<Path> caFile,
        Optional<Path> clientCertificateFile,
        Optional<Path> clientKeyFile) {

    /** A broker without credentials; TLS with the platform's authorities. */
    public static BrokerSettings at(String url) {
        return new BrokerSettings(
                url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Without credentials that somebody may have put into the URL. */
    @Override
    public String toString() {
        return SourceUrl.redact(url);
    }
}
