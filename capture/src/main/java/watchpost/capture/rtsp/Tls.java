package watchpost.capture.rtsp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS to a camera, with its certificate checked as {@link Trust} says. */
final class Tls {
    private Tls() {}

    /** @throws RtspException {@link RtspException.Reason#NOT_TRUSTED} with why, and with the certificate's fingerprint */
    static Socket over(Socket plain, String host, int port, Trust trust) throws IOException {
        Remembering manager;
        SSLSocket secure;
        try {
            manager = new Remembering(manager(trust));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, new SecureRandom());
            secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        } catch (GeneralSecurityException e) {
            throw new RtspException(RtspException.Reason.NOT_TRUSTED, "the certificates to check with are of no use");
        }
        if (trust instanceof Trust.Authorities || trust instanceof Trust.SignedBy) {
            // also checks that the certificate is for this host
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
        }
        try {
            secure.startHandshake();
        } catch (SSLHandshakeException e) {
            X509Certificate shown = manager.shown;
            if (shown == null || !hasCause(e, CertificateException.class)) {
                throw e;
            }
            throw new RtspException(
                    RtspException.Reason.NOT_TRUSTED, why(e) + "; its SHA-256 fingerprint is " + fingerprint(shown));
        }
        return secure;
    }

    private static String why(SSLHandshakeException failure) {
        if (hasCause(failure, WrongFingerprintException.class)) {
            return "it has another fingerprint than the one set";
        }
        if (hasCause(failure, CertificateExpiredException.class)) {
            return "it has expired";
        }
        // the JDK has no types for these
        return String.valueOf(failure.getMessage()).startsWith("No ")
                ? "it is made out for another host"
                : "nobody who is trusted has signed it";
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static X509TrustManager manager(Trust trust) throws IOException, GeneralSecurityException {
        if (trust instanceof Trust.Pinned pinned) {
            return new Pin(pinned.sha256());
        }
        if (trust instanceof Trust.Anybody) {
            return new Pin("");
        }
        KeyStore known = null;
        if (trust instanceof Trust.SignedBy signedBy) {
            known = read(signedBy.certificates());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(known);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new GeneralSecurityException("this Java checks no certificates");
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        } catch (IOException e) {
            throw new RtspException(RtspException.Reason.NOT_TRUSTED, "the file " + file + " cannot be read");
        }
        return store;
    }

    /** As people compare it: pairs of digits with colons. */
    private static String fingerprint(X509Certificate certificate) {
        try {
            return Fingerprints.of(certificate)
                    .toUpperCase(java.util.Locale.ROOT)
                    .replaceAll("(..)(?!$)", "$1:");
        } catch (CertificateException e) {
            return "unreadable";
        }
    }

    /** Keeps what was shown, so that a refusal can name it. */
    private static final class Remembering implements X509TrustManager {
        private final X509TrustManager checks;
        private @Nullable X509Certificate shown;

        private Remembering(X509TrustManager checks) {
            this.checks = checks;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            checks.checkClientTrusted(chain, kind);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            shown = chain[0];
            checks.checkServerTrusted(chain, kind);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return checks.getAcceptedIssuers();
        }
    }

    /** Accepts one certificate, or every one if the fingerprint is empty. */
    private record Pin(String sha256) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            if (!sha256.isEmpty() && !sha256.equals(Fingerprints.of(chain[0]))) {
                throw new WrongFingerprintException();
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class WrongFingerprintException extends CertificateException {
        private static final long serialVersionUID = 1L;
    }
}
