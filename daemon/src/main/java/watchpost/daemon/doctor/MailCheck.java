package watchpost.daemon.doctor;

import watchpost.alerts.mail.MailSettings;
import watchpost.alerts.mail.RelayCheck;
import watchpost.alerts.mail.RelayTrouble;
import watchpost.config.MailConfig;
import watchpost.daemon.box.Mapping;

/** Looks whether the mail relay answers, encrypts and takes the login. Sends nothing. */
final class MailCheck {
    private static final String SUBJECT = "mail";

    private MailCheck() {}

    static Finding of(MailConfig config) {
        MailSettings settings = Mapping.relay(config);
        try {
            RelayCheck.greet(settings);
            String login = settings.login().isPresent() ? " and takes the login" : "";
            return Finding.ok(SUBJECT, settings + " answers" + login);
        } catch (RelayTrouble e) {
            return Finding.fail(SUBJECT, e.sentence(), "incidents wait on the box until it works");
        }
    }
}
