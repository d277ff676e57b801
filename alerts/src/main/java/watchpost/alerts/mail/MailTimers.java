package watchpost.alerts.mail;

import java.time.Duration;

/**
 * The deadlines of letters.
 *
 * @param connect for the TCP connection
 * @param answer for each answer of the relay
 * @param whole for everything that is said about one letter
 * @param firstPause longest pause before the second try; it doubles with each try
 * @param longestPause where the doubling ends
 */
public record MailTimers(
        Duration connect, Duration answer, Duration whole, Duration firstPause, Duration longestPause) {
    /** For somebody who waits for the outcome. */
    public static final MailTimers USUAL = new MailTimers(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofMillis(500),
            Duration.ofSeconds(120));
}
