package watchpost.config;

import java.util.regex.Pattern;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;

/**
 * The part of a URL that says which machine.
 *
 * @param host name, IPv4 address or IPv6 address without brackets
 * @param port 1..65535, or 0 where the URL has none
 */
record HostAndPort(String host, int port) {
    private static final Pattern NAME =
            Pattern.compile("(?!.{254})[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?");

    static boolean isHost(String text) {
        return NAME.matcher(text).matches() || isIpv6(text);
    }

    private static boolean isIpv6(String text) {
        return text.contains(":") && IPV6.matcher(text).matches();
    }

    /** {@code text} as {@code host}, {@code host:port} or {@code [address]:port}. The messages do not repeat it: it may hold a password. */
    static HostAndPort parse(String text) throws WrongValueException {
        if (text.isEmpty() || text.startsWith(":")) {
            throw new WrongValueException("the URL has no host", "write it such as rtsp://10.0.0.5/stream1");
        }
        int colon = text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String host = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        boolean bracketed = name.startsWith("[");
        boolean bareIpv6 = !bracketed && colon != text.lastIndexOf(':');
        if (bareIpv6 || (bracketed ? !isIpv6(host) : !NAME.matcher(host).matches())) {
            throw new WrongValueException("the URL has a host that cannot be one", "an IPv6 address stands in [ ]");
        }
        if (colon < 0) {
            return new HostAndPort(host, 0);
        }
        try {
            return new HostAndPort(host, Quantities.whole(text.substring(colon + 1), 1, 65535));
        } catch (WrongValueException e) {
            throw new WrongValueException("the URL has a port that is not within 1 to 65535");
        }
    }
}
