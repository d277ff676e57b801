package watchpost.daemon.web;

/**
 * Where the server listens.
 *
 * @param address IP address or host name of the interface
 * @param port 0 chooses a free one
 */
public record WebSettings(String address, int port) {}
