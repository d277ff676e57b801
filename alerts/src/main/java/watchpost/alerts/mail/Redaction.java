package watchpost.alerts.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import watchpost.core.id.SourceUrl;

/** Takes secrets out of what a relay or the library says. Any thread. */
final class Redaction {
    private static final int LONGEST = 160;

    private final List<String> secrets;

    /** @param password as it is said to the relay */
    Redaction(Optional<String> username, Optional<String> password) {
        this.secrets = Stream.concat(
                        password.stream()
                                .flatMap(secret -> Stream.of(
                                        secret, base64(secret), base64("\0" + username.orElse("") + "\0" + secret))),
                        username.stream().map(Redaction::base64))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code text} as one short line without a secret. */
    String line(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        String line = SourceUrl.redact(safe.replaceAll("\\p{Cntrl}+", " ").strip());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
