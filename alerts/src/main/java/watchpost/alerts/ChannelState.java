package watchpost.alerts;

import watchpost.alerts.transport.ConnectionState;

/**
 * How a way for messages beside MQTT stands.
 *
 * @param backlog messages that wait for it
 * @param givenUp messages given up since the start, each declared in a gap
 * @param sent messages that the other side took since the start
 */
public record ChannelState(ConnectionState connection, long backlog, long givenUp, long sent) {}
