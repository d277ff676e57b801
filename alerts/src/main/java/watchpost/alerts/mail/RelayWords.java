package watchpost.alerts.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.tls.Refusal;

/** Tells what the library throws: what is refused for good from what may be tried again, each as one sentence without a secret. */
final class RelayWords {
    private static final int FOR_GOOD = 500;
    /** They ask for a login or for encryption (RFC 4954, RFC 3207): another configuration would do. */
    private static final Set<Integer> OF_THE_LOGIN = Set.of(530, 534, 535, 538);

    private static final int DEEPEST = 20;

    private final MailSettings settings;
    private final MailTimers timers;
    private final Redaction redaction;

    RelayWords(MailSettings settings, MailTimers timers, Optional<String> password) {
        this.settings = settings;
        this.timers = timers;
        this.redaction = new Redaction(settings.login().map(MailSettings.Login::username), password);
    }

    /** @throws RelayTrouble if it may be tried again */
    Relay.Refused refusal(Exception failure) throws RelayTrouble {
        Optional<SMTPSenderFailedException> sender = find(failure, SMTPSenderFailedException.class);
        if (sender.isPresent()) {
            throw new RelayTrouble(settings + " takes no mail from " + settings.from() + " (" + said(sender.get())
                    + "); check mail.from and mail.username");
        }
        Optional<SMTPAddressFailedException> address = find(failure, SMTPAddressFailedException.class);
        if (address.isPresent()) {
            return refused(address.get().getReturnCode(), address.get(), false);
        }
        SMTPSendFailedException letter =
                find(failure, SMTPSendFailedException.class).orElseThrow(() -> trouble(failure));
        return refused(letter.getReturnCode(), letter, true);
    }

    private Relay.Refused refused(int code, MessagingException failure, boolean ofLetter) throws RelayTrouble {
        if (code < FOR_GOOD || OF_THE_LOGIN.contains(code)) {
            throw new RelayTrouble(settings + " does not take it now (" + said(failure) + ")");
        }
        return new Relay.Refused(settings + " refused it (" + said(failure) + ")", ofLetter);
    }

    RelayTrouble trouble(Exception failure) {
        return new RelayTrouble(settings + ": " + clause(failure));
    }

    private String clause(Exception failure) {
        if (failure instanceof AuthenticationFailedException) {
            return "the login is refused (" + said(failure) + "); check mail.username and mail.password-file";
        }
        if (has(failure, UnknownHostException.class)) {
            return "the host name is unknown; check mail.relay and the box's DNS";
        }
        Optional<SSLException> tls = find(failure, SSLException.class);
        if (tls.isPresent()) {
            return Refusal.clause(said(tls.get()), "mail.relay", "mail.ca-file");
        }
        if (has(failure, SocketTimeoutException.class)) {
            return "no answer within " + timers.answer().toMillis() / 1000.0 + " s";
        }
        if (has(failure, ConnectException.class)) {
            return "the connection is refused; check that the relay runs and that the port is right";
        }
        if (said(failure).contains("STARTTLS is required")) {
            return "it offers no encryption; write smtps:// if it encrypts from the first byte";
        }
        return "the connection broke (" + said(failure) + ")";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type).isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        @Nullable Throwable next = failure;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (type.isInstance(next)) {
                return Optional.of(type.cast(next));
            }
            next = next.getCause();
        }
        return Optional.empty();
    }

    private String said(Throwable failure) {
        return redaction.line(String.valueOf(failure.getMessage()));
    }
}
