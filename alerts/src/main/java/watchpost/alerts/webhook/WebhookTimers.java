package watchpost.alerts.webhook;

import java.time.Duration;

/**
 * The deadlines of posts.
 *
 * @param connect for the TCP connection
 * @param answer from the post to the end of its answer
 * @param firstPause longest pause before the second try; it doubles with each try
 * @param longestPause where the doubling ends, and the longest that the server may ask for
 * @param patience so long at least a message is tried that the server refuses for what it is
 */
public record WebhookTimers(
        Duration connect, Duration answer, Duration firstPause, Duration longestPause, Duration patience) {}
