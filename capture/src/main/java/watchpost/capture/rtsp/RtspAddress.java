package watchpost.capture.rtsp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a camera is asked for its stream, taken apart.
 *
 * @param tls whom to believe, if the connection is to be encrypted
 * @param requestUrl without credentials, as it stands in requests
 * @param user decoded; empty if there is none
 * @param password decoded
 */
public record RtspAddress(String host, int port, Optional<Trust> tls, String requestUrl, String user, String password) {
    /** Takes {@code url} apart; host and port were found in it before. {@code trust} is for {@code rtsps://} only. */
    public static RtspAddress of(String url, String host, int port, Trust trust) {
        String scheme = url.substring(0, url.indexOf("://")).toLowerCase(java.util.Locale.ROOT);
        String rest = url.substring(url.indexOf("://") + 3);
        int end = rest.length();
        for (int i = 0; i < rest.length(); i++) {
            if (rest.charAt(i) == '/' || rest.charAt(i) == '?' || rest.charAt(i) == '#') {
                end = i;
                break;
            }
        }
        String authority = rest.substring(0, end);
        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        int colon = userInfo.indexOf(':');
        return new RtspAddress(
                host,
                port,
                scheme.equals("rtsps") ? Optional.of(trust) : Optional.empty(),
                scheme + "://" + authority.substring(at + 1) + rest.substring(end),
                decode(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decode(colon < 0 ? "" : userInfo.substring(colon + 1)));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a lone percent sign: the text was meant as it stands
            return text;
        }
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return requestUrl;
    }
}
