package watchpost.alerts.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A letter as it goes over the wire (RFC 5322, MIME): with an id that says what is told, so that what is told twice can be known. */
final class StampedMessage extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;

    private StampedMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static StampedMessage of(Letter letter, MailSettings settings, String recipient, Session session)
            throws MessagingException {
        StampedMessage message = new StampedMessage(session, "<" + letter.id() + ">");
        message.setFrom(address(settings.from()));
        message.setRecipient(Message.RecipientType.TO, address(recipient));
        message.setSubject(letter.subject(), UTF_8);
        message.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(settings.style().zone())));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.urgent()) {
            message.setHeader("Importance", "high");
            message.setHeader("X-Priority", "1");
        }
        if (letter.answers().isPresent()) {
            String first = "<" + letter.answers().get() + ">";
            message.setHeader("In-Reply-To", first);
            message.setHeader("References", first);
        }
        if (letter.picture().isPresent()) {
            message.setContent(withPicture(letter.text(), letter.picture().get()));
        } else {
            message.setText(letter.text(), UTF_8);
        }
        message.saveChanges();
        return message;
    }

    static InternetAddress address(String text) throws AddressException {
        return new InternetAddress(text, true);
    }

    private static MimeMultipart withPicture(String text, byte[] jpeg) throws MessagingException {
        MimeBodyPart words = new MimeBodyPart();
        words.setText(text, UTF_8);
        MimeBodyPart picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(jpeg, "image/jpeg")));
        picture.setFileName("incident.jpg");
        picture.setDisposition(Part.INLINE);
        return new MimeMultipart(words, picture);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
