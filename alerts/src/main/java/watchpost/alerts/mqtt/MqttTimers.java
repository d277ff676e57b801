package watchpost.alerts.mqtt;

import java.time.Duration;

/**
 * The deadlines of a connection.
 *
 * @param connect for the TCP connection, for the TLS handshake and for the broker's answer, each
 * @param keepAlive a broker that is silent for one and a half times this long is lost
 * @param confirmation a message that is not confirmed for this long means that the connection is lost
 * @param firstPause longest pause before the second try; it doubles with each try
 * @param longestPause where the doubling ends
 */
public record MqttTimers(
        Duration connect, Duration keepAlive, Duration confirmation, Duration firstPause, Duration longestPause) {
    public static final MqttTimers USUAL = new MqttTimers(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(20));

    Duration silence() {
        return keepAlive.multipliedBy(3).dividedBy(2);
    }
}
