package watchpost.testkit.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessageJudgeTest {
    private final MessageJudge judge = new MessageJudge(
            Map.of("gap", "{\"type\":\"object\",\"required\":[\"seq\"]}"),
            Map.of("gap", List.of(Pattern.compile(".*/gaps"))));

    private Optional<String> fault(String topic, String text) {
        return judge.fault(new Received(topic, text.getBytes(StandardCharsets.UTF_8), false, Instant.EPOCH));
    }

    @Test
    void whatKeepsTheContractOrIsNoneOfItPasses() {
        assertEquals(Optional.empty(), fault("watchpost/a/b/gaps", "{\"schema\":\"watchpost.gap/1\",\"seq\":1}"));
        assertEquals(Optional.empty(), fault("city/7/gaps", "{\"schema\":\"watchpost.gap/1\",\"seq\":1}"));
        assertEquals(Optional.empty(), fault("watchpost/a/b/gaps", ""));
        assertEquals(Optional.empty(), fault("watchpost/a/b/cameras/c/pictures/1", "JPEG"));
        assertEquals(Optional.empty(), fault("watchpost/a/b/commands/arm", "anything"));
        assertEquals(Optional.empty(), fault("homeassistant/device/x/config", "{\"name\":\"x\"}"));
    }

    @Test
    void whatDoesNotIsAFault() {
        assertTrue(fault("watchpost/a/b/gaps", "{\"schema\":\"watchpost.gap/1\"}")
                .orElse("")
                .contains("seq"));
        assertTrue(fault("watchpost/a/b/holes", "{\"schema\":\"watchpost.gap/1\",\"seq\":1}")
                .orElse("")
                .contains("no such topic"));
        assertTrue(fault("watchpost/a/b/gaps", "{\"seq\":1}").orElse("").contains("names no schema"));
        assertTrue(fault("watchpost/a/b/gaps", "not JSON").orElse("").contains("names no schema"));
        assertTrue(fault("x/y", "{\"schema\":\"watchpost.whim/1\"}").isPresent());
        assertTrue(fault("x/y", "{\"schema\":\"watchpost.\"}").isPresent());
    }
}
