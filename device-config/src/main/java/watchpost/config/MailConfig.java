package watchpost.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import watchpost.core.event.Severity;

/**
 * People who get incidents by mail.
 *
 * @param to their addresses, at least one
 * @param wants what they get
 * @param zone in which times are told
 * @param page address of the box's page for whoever reads the mails
 * @param outboxBytes most bytes of messages waiting for the relay
 */
public record MailConfig(
        Relay relay, String from, List<String> to, Wants wants, ZoneId zone, Optional<URI> page, long outboxBytes) {
    public MailConfig {
        to = List.copyOf(to);
    }

    /** How the connection to the relay is protected. */
    public enum Security {
        /** TLS from the first byte. */
        TLS,
        STARTTLS,
        NONE
    }

    /**
     * Who takes the mails and brings them on.
     *
     * @param caFile certificates (PEM) that may sign the relay's, instead of those of the Java runtime
     */
    public record Relay(String host, int port, Security security, Optional<Login> login, Optional<Path> caFile) {}

    /** @param passwordFile holds the password as its only line */
    public record Login(String username, Path passwordFile) {}

    /**
     * What is sent.
     *
     * @param least nothing less severe
     * @param quiet also what is told in quiet hours
     * @param closed also the end of what was told
     * @param pictures with pictures
     * @param perHour most mails within any hour
     */
    public record Wants(Severity least, boolean quiet, boolean closed, boolean pictures, int perHour) {}
}
