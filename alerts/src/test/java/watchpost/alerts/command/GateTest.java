package watchpost.alerts.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final String TOPIC = "box/commands/acknowledge";
    private static final String SECRET = "a secret of the guards";
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Gate gate;

    @BeforeEach
    void open() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), SECRET + "\n");
        gate = new Gate("box/commands/", List.of(new Role("guard", key, Set.of("acknowledge"))), now::get);
        now.set(START.plusSeconds(60));
    }

    private static String command(String id, int issued, int expires) {
        return "{\"request_id\":\"" + id + "\",\"issued_at\":\"" + START.plusSeconds(issued) + "\",\"expires_at\":\""
                + START.plusSeconds(expires) + "\",\"note\":\"ü\"}";
    }

    private String refusal(String topic, String command, boolean retained) {
        return gate.judge(topic, Gate.sign(topic, "guard", SECRET, command), retained)
                .orElseThrow()
                .refusal()
                .orElse("");
    }

    @Test
    void aSignedCommandComesThroughOnce() {
        Gate.Verdict verdict = gate.judge(TOPIC, Gate.sign(TOPIC, "guard", SECRET, command("a", 59, 90)), false)
                .orElseThrow();
        assertEquals(Optional.empty(), verdict.refusal());
        assertEquals("acknowledge", verdict.command().name());
        assertEquals("ü", verdict.command().argument("note").orElseThrow());
        assertEquals("a command with this request_id came before", refusal(TOPIC, command("a", 59, 90), false));
    }

    @Test
    void whatIsRetainedOldEarlyLongOrNotAllowedIsRefused() {
        assertTrue(refusal(TOPIC, command("b", 59, 90), true).contains("retained"));
        assertTrue(refusal(TOPIC, command("b", 20, 60), false).contains("expired at 2026-11-21T02:01:00Z"));
        assertTrue(refusal(TOPIC, command("b", -1, 90), false).contains("between the start of this box"));
        assertTrue(refusal(TOPIC, command("b", 100, 130), false).contains("between the start of this box"));
        assertTrue(refusal(TOPIC, command("b", 59, 600), false).contains("5 minutes at most"));
        assertTrue(refusal(TOPIC, command("b c", 59, 90), false).contains("request_id"));
        assertTrue(refusal(TOPIC, "{\"request_id\":\"b\"}", false).contains("issued_at and expires_at"));
        assertTrue(refusal("box/commands/reload", command("b", 59, 90), false).contains("may not send reload"));
    }

    @Test
    void whatNobodyKnownHasSignedIsNotEvenAnswered() {
        byte[] good = Gate.sign(TOPIC, "guard", SECRET, command("d", 59, 90));
        String text = new String(good, StandardCharsets.UTF_8);
        List<byte[]> bad = List.of(
                Gate.sign(TOPIC, "guard", "a secret of the thieves", command("d", 59, 90)),
                Gate.sign(TOPIC, "chief", SECRET, command("d", 59, 90)),
                Gate.sign("box/commands/other", "guard", SECRET, command("d", 59, 90)),
                text.replace("\\\"d\\\"", "\\\"e\\\"").getBytes(StandardCharsets.UTF_8),
                text.substring(0, text.length() - 9).getBytes(StandardCharsets.UTF_8),
                new byte[5000],
                new byte[0]);
        for (byte[] message : bad) {
            assertTrue(gate.judge(TOPIC, message, false).isEmpty());
        }
        assertEquals(bad.size(), gate.turnedAway());
    }
}
