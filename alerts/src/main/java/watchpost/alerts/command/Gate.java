package watchpost.alerts.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets commands in that somebody with the right to send them has signed, once each. A message is
 * <pre>{"role": "guard", "command": "{\"request_id\": …}", "signature": "<hex>"}</pre>
 * where {@code command} is the command's JSON as text and the signature HMAC-SHA256 (RFC 2104) over the topic, a line feed and that text,
 * with the role's secret. What is not signed is counted and not answered, so that a flood makes no traffic. Any thread.
 */
public final class Gate {
    private static final int LONGEST = 4096;
    private static final int REMEMBERED = 10_000;
    private static final int SHORTEST_SECRET = 16;
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final JsonMapper JSON = new JsonMapper();

    private final String prefix;
    private final InstantSource clock;
    private final Instant since;
    private volatile Map<String, Key> keys;
    /** Accepted requests and when they expire. */
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    private final AtomicLong turnedAway = new AtomicLong();

    private record Key(Role role, SecretKeySpec secret) {}

    /**
     * What became of a message that was signed.
     *
     * @param refusal why it is not carried out; empty if it is to be
     */
    public record Verdict(Command command, Optional<String> refusal) {}

    /**
     * @param prefix of the topics, with the slash before the command's name
     * @throws IOException if a key file cannot be read
     * @throws IllegalArgumentException with one sentence if a secret is too short
     */
    public Gate(String prefix, List<Role> roles, InstantSource clock) throws IOException {
        this.prefix = prefix;
        this.clock = clock;
        this.since = clock.instant();
        this.keys = keys(roles);
    }

    /**
     * From now on these may send commands; which requests came before is not forgotten.
     *
     * @throws IOException if a key file cannot be read; then nothing changes
     * @throws IllegalArgumentException with one sentence if a secret is too short; then nothing changes
     */
    public void roles(List<Role> roles) throws IOException {
        keys = keys(roles);
    }

    private static Map<String, Key> keys(List<Role> roles) throws IOException {
        Map<String, Key> keys = new HashMap<>();
        for (Role role : roles) {
            byte[] secret = Files.readString(role.keyFile())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .getBytes(StandardCharsets.UTF_8);
            if (secret.length < SHORTEST_SECRET) {
                throw new IllegalArgumentException(
                        role.keyFile() + " holds no secret of at least " + SHORTEST_SECRET + " characters");
            }
            keys.put(role.name(), new Key(role, new SecretKeySpec(secret, ALGORITHM)));
        }
        return keys;
    }

    /** Messages that nobody known had signed. */
    public long turnedAway() {
        return turnedAway.get();
    }

    /**
     * Judges a message.
     *
     * @param retained true if the broker had kept it
     * @return empty if nobody known has signed it
     */
    public Optional<Verdict> judge(String topic, byte[] payload, boolean retained) {
        Optional<Verdict> verdict = proved(topic, payload).map(command -> verdict(command, retained));
        if (verdict.isEmpty()) {
            turnedAway.incrementAndGet();
        }
        return verdict;
    }

    private record Proved(Command command, JsonNode body, Key key) {}

    private Optional<Proved> proved(String topic, byte[] payload) {
        if (payload.length > LONGEST || !topic.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            JsonNode message = JSON.readTree(payload);
            Key key = keys.get(message.path("role").asText());
            String text = message.path("command").asText();
            if (key == null
                    || !isSigned(topic + "\n" + text, message.path("signature").asText(), key)) {
                return Optional.empty();
            }
            JsonNode body = JSON.readTree(text);
            Map<String, String> arguments = new HashMap<>();
            body.properties()
                    .forEach(field ->
                            arguments.put(field.getKey(), field.getValue().asText()));
            String id = body.path("request_id").asText();
            String name = topic.substring(prefix.length());
            return Optional.of(new Proved(new Command(name, id, key.role.name(), arguments), body, key));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(String text, String signature, Key key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key.secret);
        byte[] right = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(right, HexFormat.of().parseHex(signature));
    }

    private Verdict verdict(Proved proved, boolean retained) {
        Optional<String> refusal = retained
                ? Optional.of("a retained command is never carried out; send it without the retain flag")
                : refusal(proved);
        return new Verdict(proved.command, refusal);
    }

    private Optional<String> refusal(Proved proved) {
        Instant now = clock.instant();
        Command command = proved.command;
        if (!REQUEST_ID.matcher(command.requestId()).matches()) {
            return Optional.of("request_id must be 1 to 64 letters, digits, '.', '_' or '-'");
        }
        try {
            Instant issued = Instant.parse(proved.body.path("issued_at").asText());
            Instant expires = Instant.parse(proved.body.path("expires_at").asText());
            if (!expires.isAfter(now)) {
                return Optional.of("the command expired at " + expires + "; it is " + now + " here");
            }
            if (issued.isAfter(now.plus(CLOCKS_DIFFER)) || issued.isBefore(since)) {
                return Optional.of("issued_at must lie between the start of this box, " + since + ", and now, " + now);
            }
            if (expires.isAfter(issued.plus(LONGEST_LIFE))) {
                return Optional.of("a command may be valid for " + LONGEST_LIFE.toMinutes() + " minutes at most");
            }
            if (!proved.key.role.may().contains(command.name())) {
                return Optional.of("the role " + command.role() + " may not send " + command.name());
            }
            return firstTime(command.role() + " " + command.requestId(), expires, now)
                    ? Optional.empty()
                    : Optional.of("a command with this request_id came before");
        } catch (DateTimeException e) {
            return Optional.of("issued_at and expires_at must be times such as 2026-11-21T02:49:39Z");
        }
    }

    /** Forgets late, because a clock that is set back makes old commands valid again. */
    private synchronized boolean firstTime(String request, Instant expires, Instant now) {
        if (seen.size() > REMEMBERED) {
            seen.values().removeIf(expiry -> !expiry.isAfter(now));
        }
        return seen.putIfAbsent(request, expires) == null;
    }

    /** The message that carries {@code command}, signed; for tools and tests. */
    public static byte[] sign(String topic, String role, String secret, String command) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal((topic + "\n" + command).getBytes(StandardCharsets.UTF_8));
            Map<String, String> message = new LinkedHashMap<>();
            message.put("role", role);
            message.put("command", command);
            message.put("signature", HexFormat.of().formatHex(signature));
            return JSON.writeValueAsBytes(message);
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
