package watchpost.alerts.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves who posted what and when: HMAC-SHA256 (RFC 2104) over the seconds since 1970, a full stop and the body. Any thread. */
public final class Signature {
    public static final String HEADER = "Watchpost-Signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 16;

    private final SecretKeySpec key;

    private Signature(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Signs with the first line of {@code file}.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException with one sentence if the secret is too short
     */
    public static Signature with(Path file) throws IOException {
        byte[] secret = Files.readString(file).lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    file + " holds no secret of at least " + SHORTEST_SECRET + " characters");
        }
        return new Signature(new SecretKeySpec(secret, ALGORITHM));
    }

    /** The header's value: {@code t=<seconds>,v1=<hex>}. */
    public String of(byte[] body, Instant now) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((now.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
