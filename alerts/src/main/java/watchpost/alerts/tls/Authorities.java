package watchpost.alerts.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who may sign the certificates of others. */
public final class Authorities {
    private Authorities() {}

    /**
     * Trusts the authorities in a PEM file and nobody else.
     *
     * @param key of the configuration, for the sentence
     * @param file empty for those of the Java platform
     * @return null for those of the Java platform, as {@code SSLContext.init} wants it
     * @throws CertificateTrouble if the file cannot be used
     */
    public static TrustManager @Nullable [] of(String key, Optional<Path> file)
            throws CertificateTrouble, GeneralSecurityException, IOException {
        if (file.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates(key, file.get())) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /**
     * The certificates in a PEM file: at least one.
     *
     * @throws CertificateTrouble if the file cannot be used
     */
    public static Collection<? extends Certificate> certificates(String key, Path file) throws CertificateTrouble {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new CertificateTrouble(key + " " + file + " cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new CertificateTrouble(key + " " + file + " holds no certificate in PEM form", e);
        }
        throw new CertificateTrouble(key + " " + file + " holds no certificate in PEM form", null);
    }

    /** A key store in memory. */
    public static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
