package watchpost.alerts.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One conversation with the relay. Belongs to one thread, which waits. */
final class Relay implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Relay.class.getName());

    /** Its trace holds letters and, one slip away, logins; nobody can turn it on by a setting of logs. */
    private static final java.util.logging.Logger SILENCED =
            java.util.logging.Logger.getLogger("org.eclipse.angus.mail");

    private final MailSettings settings;
    private final RelayWords words;
    private final Session session;
    private final SMTPTransport wire;

    private Relay(MailSettings settings, RelayWords words, Session session) {
        this.settings = settings;
        this.words = words;
        this.session = session;
        MailSettings.Server server = settings.server();
        this.wire = new SMTPTransport(session, new URLName("smtp", server.host(), server.port(), null, null, null));
    }

    /**
     * Connects, encrypts and logs in, each as far as the settings want it.
     *
     * @throws RelayTrouble if one of these fails
     */
    static Relay open(MailSettings settings, MailTimers timers, Sockets sockets, Optional<String> password)
            throws RelayTrouble {
        SILENCED.setLevel(java.util.logging.Level.OFF);
        RelayWords words = new RelayWords(settings, timers, password);
        Relay relay = new Relay(settings, words, Session.getInstance(properties(settings, timers, sockets)));
        Optional<String> username = settings.login().map(MailSettings.Login::username);
        try {
            MailSettings.Server server = settings.server();
            relay.wire.connect(server.host(), server.port(), username.orElse(null), password.orElse(null));
        } catch (MessagingException | RuntimeException e) {
            throw words.trouble(e);
        }
        if (username.isPresent() && !relay.wire.supportsExtension("AUTH")) {
            relay.close();
            throw new RelayTrouble(settings + " offers no login; remove mail.username or name another relay");
        }
        return relay;
    }

    private static Properties properties(MailSettings settings, MailTimers timers, Sockets sockets) {
        boolean tls = settings.server().security() == MailSettings.Security.TLS;
        boolean startTls = settings.server().security() == MailSettings.Security.STARTTLS;
        Properties all = new Properties();
        all.put("mail.smtp.connectiontimeout", Long.toString(timers.connect().toMillis()));
        all.put("mail.smtp.timeout", Long.toString(timers.answer().toMillis()));
        all.put("mail.smtp.ssl.enable", Boolean.toString(tls));
        all.put("mail.smtp.ssl.checkserveridentity", "true");
        all.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        all.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        all.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        all.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        all.put("mail.smtp.quitwait", "false");
        all.put("mail.smtp.socketFactory", sockets.plain());
        all.put("mail.smtp.socketFactory.fallback", "false");
        all.put("mail.smtp.ssl.socketFactory", sockets.encrypted());
        return all;
    }

    /**
     * Gives the relay one copy of {@code letter}.
     *
     * @return what it said if it will never take it; empty if it took it
     * @throws RelayTrouble if it may be tried again
     */
    Optional<Refused> give(Letter letter, String recipient) throws RelayTrouble {
        try {
            StampedMessage message = StampedMessage.of(letter, settings, recipient, session);
            wire.sendMessage(message, new Address[] {StampedMessage.address(recipient)});
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            return Optional.of(words.refusal(e));
        }
    }

    /**
     * The relay will never take it.
     *
     * @param sentence why, without a secret
     * @param ofLetter true if it would take another letter for the same recipient
     */
    record Refused(String sentence, boolean ofLetter) {}

    @Override
    public void close() {
        try {
            wire.close();
        } catch (MessagingException e) {
            LOG.log(Level.DEBUG, "the relay was gone before the goodbye");
        }
    }
}
