package watchpost.config;

/**
 * Where the page and the API listen.
 *
 * @param address an IP address or host name of this machine
 * @param port 0..65535; 0 takes any free one
 */
public record HttpConfig(String address, int port) {}
