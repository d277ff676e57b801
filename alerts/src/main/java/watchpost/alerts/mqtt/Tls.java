package watchpost.alerts.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.tls.Authorities;
import watchpost.alerts.tls.CertificateTrouble;
import watchpost.alerts.transport.BrokerSettings;

/** Makes TLS sockets from PEM files, read anew for each connection, so that a renewed certificate needs no restart. */
final class Tls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "Ed25519");

    private Tls() {}

    /** @throws BrokerTrouble with one sentence if a file cannot be used */
    static SSLSocketFactory sockets(BrokerSettings settings) throws BrokerTrouble {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(settings), Authorities.of("mqtt.ca-file", settings.caFile()), null);
            return context.getSocketFactory();
        } catch (CertificateTrouble e) {
            throw new BrokerTrouble(String.valueOf(e.getMessage()), e);
        } catch (GeneralSecurityException | IOException e) {
            throw new BrokerTrouble("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(BrokerSettings settings)
            throws BrokerTrouble, CertificateTrouble, GeneralSecurityException, IOException {
        if (settings.clientCertificateFile().isEmpty()
                || settings.clientKeyFile().isEmpty()) {
            return null;
        }
        Collection<? extends Certificate> chain = Authorities.certificates(
                "mqtt.client-certificate-file", settings.clientCertificateFile().get());
        KeyStore store = Authorities.emptyStore();
        char[] none = new char[0];
        store.setKeyEntry("box", key(settings.clientKeyFile().get()), none, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static PrivateKey key(Path file) throws BrokerTrouble, GeneralSecurityException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new BrokerTrouble("mqtt.client-key-file " + file + " cannot be read", e);
        }
        Matcher matcher = KEY.matcher(text);
        if (matcher.find()) {
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            for (String type : KEY_TYPES) {
                Optional<PrivateKey> key = keyOfType(type, spec);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
        throw new BrokerTrouble(
                "mqtt.client-key-file " + file + " holds no PKCS#8 key: convert it with"
                        + " \"openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW\"",
                null);
    }

    private static Optional<PrivateKey> keyOfType(String type, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(type).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }
}
