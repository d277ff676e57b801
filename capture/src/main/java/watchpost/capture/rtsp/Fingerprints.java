package watchpost.capture.rtsp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Certificates by their digest. */
final class Fingerprints {
    private Fingerprints() {}

    /** SHA-256 of the whole certificate: 64 hexadecimal digits in lower case. */
    static String of(X509Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException("every Java platform has SHA-256", e);
        }
    }
}
