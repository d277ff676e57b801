package watchpost.alerts.transport;

/**
 * A message that came in.
 *
 * @param retained true if the broker had kept it from before
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record Incoming(String topic, byte[] payload, boolean retained) {}
