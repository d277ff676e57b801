package watchpost.alerts;

import watchpost.alerts.webhook.WebhookSettings;

/**
 * What is posted to a web server.
 *
 * @param outboxBytes most bytes of messages waiting for it; beyond that the least severe and oldest are given up and declared
 * @param quiet also what is told in quiet hours
 * @param measurements also measurements
 */
public record HookSettings(WebhookSettings server, long outboxBytes, boolean quiet, boolean measurements) {}
