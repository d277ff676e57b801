package watchpost.alerts.tls;

import org.jspecify.annotations.Nullable;

/** A file of certificates cannot be used; the message is one sentence that names the key of the configuration and the file. */
public final class CertificateTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateTrouble(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
