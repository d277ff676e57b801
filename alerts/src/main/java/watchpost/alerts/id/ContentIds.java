package watchpost.alerts.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids from time and content, for replay: the same calls in the same order give the same ids. The chance bits are the first 128 of a
 * SHA-256 over the content and how often it was asked for. Not thread-safe.
 */
public final class ContentIds implements Ids {
    private final Map<String, Integer> asked = new HashMap<>();

    @Override
    public String next(Instant at, String content) {
        int times = asked.merge(at.toEpochMilli() + " " + content, 1, Integer::sum);
        ByteBuffer digest = ByteBuffer.wrap(sha256(times + " " + content));
        return UuidV7.of(at, digest.getLong(), digest.getLong());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
