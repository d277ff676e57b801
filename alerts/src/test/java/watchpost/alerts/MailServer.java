package watchpost.alerts;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import watchpost.alerts.mail.MailSettings.Security;
import watchpost.testkit.tls.TestAuthority;
import watchpost.testkit.tls.TlsDoor;

/** A mail relay that takes letters after a login, or refuses them when it is told to: with words that no log must show. */
final class MailServer implements AutoCloseable {
    static final String USER = "watchpost@box";
    static final String PASSWORD = "the password of the relay";

    private final SMTPServer server;
    private final List<Mail> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile Fault fault = (where, what) -> 0;

    /** A letter that was taken. */
    record Mail(String recipient, String raw) {
        MimeMessage message() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        String header(String name) {
            return raw.replaceAll("(?is).*?(?:^|\n)" + name + ": ([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*).*", "$1");
        }
    }

    /** Where a letter may be refused. */
    enum Step {
        SENDER,
        RECIPIENT,
        LETTER
    }

    /** What is refused. */
    interface Fault {
        /**
         * The code of the answer; 0 takes it.
         *
         * @param what the sender, the recipient or the whole letter
         */
        int at(Step where, String what);
    }

    MailServer(TestAuthority.Identity identity, Security security) throws IOException, GeneralSecurityException {
        SSLContext context = TlsDoor.context(identity);
        SMTPServer.Builder builder = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(session -> new Taking())
                .insertReceivedHeaders(false)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    logins.incrementAndGet();
                    if (!user.equals(USER) || !password.equals(PASSWORD)) {
                        throw new LoginFailedException();
                    }
                }));
        if (security == Security.TLS) {
            builder = builder.serverSocketFactory(context);
        } else if (security == Security.STARTTLS) {
            builder = builder.enableTLS().requireTLS().startTlsSocketFactory(context);
        }
        server = builder.build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    void fault(Fault other) {
        fault = other;
    }

    void heal() {
        fault = (where, what) -> 0;
    }

    List<Mail> taken() {
        return taken;
    }

    int refusals() {
        return refusals.get();
    }

    int logins() {
        return logins.get();
    }

    private final class Taking implements MessageHandler {
        private String recipient = "";

        @Override
        public void from(String sender) throws RejectException {
            check(Step.SENDER, sender);
        }

        @Override
        public void recipient(String address) throws RejectException {
            check(Step.RECIPIENT, address);
            recipient = address;
        }

        @Override
        public String data(InputStream in) throws RejectException, IOException {
            String raw = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            check(Step.LETTER, raw);
            taken.add(new Mail(recipient, raw));
            return "taken";
        }

        private void check(Step where, String what) throws RejectException {
            int code = fault.at(where, what);
            if (code != 0) {
                refusals.incrementAndGet();
                throw new RejectException(code, "not this " + where + ", says " + PASSWORD);
            }
        }

        @Override
        public void done() {}
    }

    @Override
    public void close() {
        server.stop();
    }
}
