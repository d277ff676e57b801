package watchpost.alerts.mail;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Which relay, and what it is given.
 *
 * @param from the sender's address
 * @param to the recipients' addresses; each gets a copy of its own
 * @param perHour most letters within any hour, from 2; what is more goes together in digests
 */
public record MailSettings(
        Server server, Optional<Login> login, String from, List<String> to, int perHour, Style style) {
    public MailSettings {
        to = List.copyOf(to);
    }

    /** How the connection is protected. */
    public enum Security {
        /** TLS from the first byte. */
        TLS,
        /** TLS before anything is said that matters; a relay without it is not used. */
        STARTTLS,
        /** For a relay on the same machine. */
        NONE
    }

    /**
     * The relay.
     *
     * @param caFile PEM file of the authorities to trust; empty for those of the Java platform
     */
    public record Server(String host, int port, Security security, Optional<Path> caFile) {}

    /** @param passwordFile text file whose first line is the password */
    public record Login(String username, Path passwordFile) {}

    /**
     * What letters look like.
     *
     * @param pictures true if pictures are attached
     * @param zone in which times are told
     * @param page address of the box's page for whoever reads the letters
     */
    public record Style(boolean pictures, ZoneId zone, Optional<URI> page) {}

    /** Without the login. */
    @Override
    public String toString() {
        return "mail relay " + server.host() + ":" + server.port();
    }
}
