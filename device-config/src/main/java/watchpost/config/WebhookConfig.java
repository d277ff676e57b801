package watchpost.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A web server that incidents are posted to.
 *
 * @param url {@code https://…}; its path may be a secret
 * @param secretFile what posts are signed with
 * @param caFile certificates (PEM) that may sign the server's, instead of those of the Java runtime
 * @param quiet also what is told in quiet hours
 * @param measurements also measurements
 * @param pictures also the pictures of incidents
 * @param outboxBytes most bytes of messages waiting for it
 */
public record WebhookConfig(
        URI url,
        Path secretFile,
        Optional<Path> caFile,
        boolean quiet,
        boolean measurements,
        boolean pictures,
        long outboxBytes) {
    /** Without the path. */
    @Override
    public String toString() {
        return "webhook " + url.getScheme() + "://" + url.getAuthority();
    }
}
