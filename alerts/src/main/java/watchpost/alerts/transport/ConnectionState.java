package watchpost.alerts.transport;

import java.time.Instant;

/**
 * How the connection to the broker stands.
 *
 * @param sentence why it does not stand, as one sentence without credentials; empty while connected
 * @param since when this state began
 * @param connects how often a connection was made since the start
 */
public record ConnectionState(boolean connected, String sentence, Instant since, long connects) {}
