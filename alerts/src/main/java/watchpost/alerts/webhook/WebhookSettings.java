package watchpost.alerts.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where messages are posted to.
 *
 * @param url {@code https://…}; its path may be a secret and is told to nobody
 * @param secretFile text file whose first line is the secret that posts are signed with
 * @param caFile PEM file of the authorities to trust; empty for those of the Java platform
 * @param pictures true if an incident's first post carries its picture
 */
public record WebhookSettings(URI url, Path secretFile, Optional<Path> caFile, boolean pictures) {
    /** The part of the URL that may be told. */
    @Override
    public String toString() {
        return "webhook " + url.getScheme() + "://" + url.getAuthority();
    }
}
