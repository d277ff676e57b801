package watchpost.alerts.transport;

/**
 * A message on its way.
 *
 * @param session the session that it is meant for
 * @param token comes back with the confirmation
 * @param retained true if the broker keeps it for later subscribers
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record Outgoing(long session, long token, String topic, byte[] payload, boolean retained) {}
