package watchpost.alerts;

import watchpost.alerts.mail.MailSettings;
import watchpost.core.event.Severity;

/**
 * What is sent by mail.
 *
 * @param outboxBytes most bytes of messages waiting for the relay; beyond that the least severe and oldest are given up and declared
 * @param least nothing less severe
 * @param quiet also what is told in quiet hours
 * @param closed also the end of what was told
 */
public record EmailSettings(MailSettings relay, long outboxBytes, Severity least, boolean quiet, boolean closed) {}
