package watchpost.alerts;

import watchpost.alerts.transport.ConnectionState;

/**
 * How the way to the web server stands.
 *
 * @param backlog messages that wait for it
 * @param givenUp messages given up since the start, each declared in a gap
 */
public record HookState(ConnectionState connection, long backlog, long givenUp) {}
