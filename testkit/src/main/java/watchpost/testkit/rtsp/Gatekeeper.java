package watchpost.testkit.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for a user name and a password, by the digest or the basic scheme.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2617">RFC 2617; digest without qop, as cameras have it</a>
 */
final class Gatekeeper {
    private static final String REALM = "clip camera";
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]*))");

    private final String user;
    private final String password;
    private final ClipCamera.Scheme scheme;
    private final String nonce;

    Gatekeeper(String user, String password, ClipCamera.Scheme scheme) {
        this.user = user;
        this.password = password;
        this.scheme = scheme;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.nonce = HexFormat.of().formatHex(random);
    }

    boolean admits(RtspRequest request) {
        Optional<String> answer = request.header("Authorization");
        if (answer.isEmpty()) {
            return false;
        }
        return scheme == ClipCamera.Scheme.BASIC ? basic(answer.get()) : digest(answer.get(), request.method());
    }

    /** A demand that no answer satisfies. */
    static RtspResponse denial() {
        return RtspResponse.error("401 Unauthorized").header("WWW-Authenticate", "Basic realm=\"" + REALM + "\"");
    }

    RtspResponse refusal() {
        String challenge = scheme == ClipCamera.Scheme.BASIC
                ? "Basic realm=\"" + REALM + "\""
                : "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"";
        return RtspResponse.error("401 Unauthorized").header("WWW-Authenticate", challenge);
    }

    private boolean basic(String answer) {
        String right = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return answer.equals("Basic " + right);
    }

    private boolean digest(String answer, String method) {
        if (!answer.toLowerCase(Locale.ROOT).startsWith("digest ")) {
            return false;
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(answer);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        String secret = md5(user + ":" + REALM + ":" + password);
        String asked = md5(method + ":" + fields.getOrDefault("uri", ""));
        return user.equals(fields.get("username"))
                && nonce.equals(fields.get("nonce"))
                && md5(secret + ":" + nonce + ":" + asked).equals(fields.get("response"));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
