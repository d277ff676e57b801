package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

class ArmingTest {
    private static final Moment NOON =
            new Moment(Duration.ZERO, Instant.parse("2026-11-21T12:00:00Z"), ClockQuality.SYNCED);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Arming arming;

    @BeforeEach
    void start() {
        List<CameraConfig> cameras = ((ConfigResult.Valid) ConfigFile.parse("""
                        cameras:
                          gate:
                            url: rtsp://10.0.0.5/1
                            zones: {all: [[0, 0], [1, 0], [1, 1]]}
                            rules:
                              yard: {kind: intrusion, zone: all}
                              lawn: {kind: intrusion, zone: all}
                        """, "test.yaml"))
                .config()
                .cameras();
        arming = new Arming(cameras, folder.resolve("disarmed"), this::tell);
    }

    private void tell(RuleOutput output) {
        RuleEvent event = (RuleEvent) output;
        told.add(event.rule() + " " + event.situation() + " " + event.phase());
    }

    private void happens(String rule, String situation, Phase... phases) {
        for (Phase phase : phases) {
            arming.accept(new RuleEvent(
                    new CameraId("gate"),
                    new RuleId(rule),
                    IncidentKind.INTRUSION,
                    phase,
                    situation,
                    Severity.ALARM,
                    NOON,
                    NOON,
                    Optional.empty(),
                    Optional.empty(),
                    "person in all",
                    Values.NONE));
        }
    }

    private String send(String name, Map<String, String> arguments) throws CommandRefused {
        Values reply = Arming.with(arming, Performer.NONE).perform(new Command(name, "1", "guard", arguments));
        return String.valueOf(reply.entries().get("disarmed"));
    }

    @Test
    void aDisarmedRuleRaisesNothingAndTheOthersGoOn() throws Exception {
        assertEquals("gate/yard", send("disarm", Map.of("camera", "gate", "rule", "yard")));
        happens("yard", "1", Phase.OPENED, Phase.UPDATED, Phase.CLOSED);
        happens("lawn", "2", Phase.OPENED);
        assertEquals(List.of("lawn 2 OPENED"), told);
    }

    @Test
    void whatIsOpenGoesOnAndEnds() throws Exception {
        happens("yard", "1", Phase.OPENED);
        assertEquals("gate/lawn, gate/yard", send("disarm", Map.of("camera", "gate")));
        happens("yard", "1", Phase.UPDATED, Phase.CLOSED);
        happens("yard", "2", Phase.OPENED);
        assertEquals(List.of("yard 1 OPENED", "yard 1 UPDATED", "yard 1 CLOSED"), told);
    }

    @Test
    void armingTellsWhatStillLastsAndNothingElse() throws Exception {
        send("disarm", Map.of("camera", "gate"));
        happens("yard", "over", Phase.OPENED, Phase.CLOSED);
        happens("yard", "lasts", Phase.OPENED, Phase.UPDATED);
        assertEquals("gate/lawn", send("arm", Map.of("camera", "gate", "rule", "yard")));
        happens("yard", "lasts", Phase.CLOSED);
        assertEquals(List.of("yard lasts OPENED", "yard lasts CLOSED"), told);
    }

    @Test
    void itStaysSoOverARestart() throws Exception {
        send("disarm", Map.of("camera", "gate", "rule", "yard"));
        start();
        happens("yard", "1", Phase.OPENED);
        assertEquals(List.of(), told);
        assertEquals("", send("arm", Map.of("camera", "gate")));
        assertEquals(List.of("yard 1 OPENED"), told);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertRefused("arm needs a camera", Map.of());
        assertRefused("there is no camera called door", Map.of("camera", "door"));
        assertRefused("camera gate has no such rule", Map.of("camera", "gate", "rule", "roof"));
    }

    private void assertRefused(String sentence, Map<String, String> arguments) {
        CommandRefused refused = assertThrows(CommandRefused.class, () -> send("arm", arguments));
        assertEquals(sentence, refused.getMessage());
    }
}
