package watchpost.capture.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a camera's demand for credentials: digest (RFC 2617 with MD5, RFC 7616 with SHA-256) where it is offered, else basic. Used
 * by one thread.
 */
final class Authentication {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))");

    private final String user;
    private final String password;
    private final String clientNonce;
    private Map<String, String> challenge = Map.of();
    private boolean basic;
    private int uses;

    /** @param clientNonce any text, another one for each session */
    Authentication(String user, String password, String clientNonce) {
        this.user = user;
        this.password = password;
        this.clientNonce = clientNonce;
    }

    /** True if there are credentials to answer with and the demand is one that can be answered. */
    boolean accept(List<String> demands) {
        if (user.isEmpty() && password.isEmpty()) {
            return false;
        }
        basic = false;
        challenge = Map.of();
        uses = 0;
        for (String demand : demands) {
            String scheme = demand.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            if (scheme.equals("digest")) {
                Map<String, String> offered = parameters(demand);
                if (offered.containsKey("nonce") && algorithm(offered).isPresent()) {
                    challenge = offered;
                }
            } else if (scheme.equals("basic")) {
                basic = true;
            }
        }
        return basic || !challenge.isEmpty();
    }

    /** The value of the Authorization header for a request, once a demand was accepted. */
    Optional<String> header(String method, String url) {
        if (!challenge.isEmpty()) {
            return Optional.of(digest(method, url));
        }
        if (basic) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Optional.empty();
    }

    private String digest(String method, String url) {
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String secret = hash(user + ":" + realm + ":" + password);
        String request = hash(method + ":" + url);
        StringBuilder header = new StringBuilder("Digest username=\"")
                .append(user)
                .append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"")
                .append(nonce)
                .append("\", uri=\"")
                .append(url)
                .append('"');
        String response;
        if (List.of(challenge.getOrDefault("qop", "").split("[,\\s]+", -1)).contains("auth")) {
            String count = String.format(Locale.ROOT, "%08x", ++uses);
            response = hash(secret + ":" + nonce + ":" + count + ":" + clientNonce + ":auth:" + request);
            header.append(", qop=auth, nc=")
                    .append(count)
                    .append(", cnonce=\"")
                    .append(clientNonce)
                    .append('"');
        } else {
            response = hash(secret + ":" + nonce + ":" + request);
        }
        header.append(", response=\"").append(response).append('"');
        copy(header, "algorithm", false);
        copy(header, "opaque", true);
        return header.toString();
    }

    private void copy(StringBuilder header, String name, boolean quoted) {
        String value = challenge.get(name);
        if (value != null) {
            String quote = quoted ? "\"" : "";
            header.append(", ")
                    .append(name)
                    .append('=')
                    .append(quote)
                    .append(value)
                    .append(quote);
        }
    }

    private String hash(String text) {
        MessageDigest digest = algorithm(challenge).orElseThrow();
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<MessageDigest> algorithm(Map<String, String> challenge) {
        String name = challenge.getOrDefault("algorithm", "MD5");
        if (!name.equalsIgnoreCase("MD5") && !name.equalsIgnoreCase("SHA-256")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(String demand) {
        Map<String, String> found = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(demand);
        while (matcher.find()) {
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            found.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return found;
    }
}
