package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
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
    private SiteMode mode;
    private Arming arming;

    @BeforeEach
    void start() {
        start("[night, day, holiday]");
    }

    private void start(String modes) {
        DeviceConfig config =
                ((ConfigResult.Valid) ConfigFile.parse("""
                        schedules: {noon: {zone: UTC, windows: [{from: "11:00", to: "13:00"}]}}
                        modes: MODES
                        quiet: {schedules: [noon], modes: [holiday], up-to: warning}
                        cameras:
                          gate:
                            url: rtsp://10.0.0.5/1
                            zones: {all: [[0, 0], [1, 0], [1, 1]]}
                            rules:
                              yard: {kind: intrusion, zone: all}
                              lawn: {kind: intrusion, zone: all}
                          shed:
                            url: rtsp://10.0.0.6/1
                            zones: {all: [[0, 0], [1, 0], [1, 1]]}
                            rules:
                              roof: {kind: intrusion, zone: all, modes: [night, holiday]}
                        """.replace("MODES", modes), "test.yaml")).config();
        mode = new SiteMode(config, new KeptLines(folder.resolve("mode")));
        arming = new Arming(config::cameras, mode, new KeptLines(folder.resolve("disarmed")), this::tell);
    }

    private void tell(RuleOutput output) {
        RuleEvent event = (RuleEvent) output;
        told.add(event.rule() + " " + event.situation() + " " + event.phase());
    }

    private void happens(String rule, String situation, Phase... phases) {
        happens("gate", rule, situation, phases);
    }

    private void happens(String camera, String rule, String situation, Phase... phases) {
        for (Phase phase : phases) {
            arming.accept(new RuleEvent(
                    new CameraId(camera),
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
        Values reply = arming.perform(new Command(name, "1", "guard", arguments));
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
    void aModeArmsItsRulesAndTellsWhatStillLasts() throws Exception {
        assertEquals("shed/roof", send("mode", Map.of("mode", "day")));
        happens("shed", "roof", "over", Phase.OPENED, Phase.CLOSED);
        happens("shed", "roof", "lasts", Phase.OPENED);
        happens("yard", "1", Phase.OPENED);
        assertEquals(List.of("yard 1 OPENED"), told);
        assertEquals(
                "gate/yard",
                send("disarm", Map.of("camera", "gate", "rule", "yard")).replace(", shed/roof", ""));
        assertEquals("gate/yard", send("mode", Map.of("mode", "holiday")));
        assertEquals(List.of("yard 1 OPENED", "roof lasts OPENED"), told);
    }

    @Test
    void theModeStaysOverARestartUnlessTheSiteHasItNoMore() throws Exception {
        send("mode", Map.of("mode", "holiday"));
        start();
        assertEquals(Optional.of("holiday"), mode.current());
        assertEquals("holiday", arming.standing().build().entries().get("mode"));
        start("[day, night, holiday]");
        assertEquals(Optional.of("holiday"), mode.current());
        send("mode", Map.of("mode", "day"));
        start("[night, holiday]");
        assertEquals(Optional.of("night"), mode.current());
    }

    @Test
    void itIsQuietInSomeHoursAndModesUpToASeverity() throws Exception {
        Instant noon = NOON.wall();
        Instant night = Instant.parse("2026-11-21T23:00:00Z");
        assertTrue(mode.cover(Severity.INFO, noon) && mode.cover(Severity.WARNING, noon));
        assertFalse(mode.cover(Severity.ALARM, noon));
        assertFalse(mode.cover(Severity.INFO, night));
        send("mode", Map.of("mode", "holiday"));
        assertTrue(mode.cover(Severity.WARNING, night));
        assertFalse(mode.cover(Severity.ALARM, night));
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertRefused("arm needs a camera", Map.of());
        assertRefused("there is no camera called door", Map.of("camera", "door"));
        assertRefused("camera gate has no such rule", Map.of("camera", "gate", "rule", "roof"));
        CommandRefused unknown = assertThrows(CommandRefused.class, () -> send("mode", Map.of("mode", "nite")));
        assertEquals("there is no mode called nite; use one of night, day, holiday", unknown.getMessage());
        assertThrows(CommandRefused.class, () -> send("mode", Map.of()));
    }

    private void assertRefused(String sentence, Map<String, String> arguments) {
        CommandRefused refused = assertThrows(CommandRefused.class, () -> send("arm", arguments));
        assertEquals(sentence, refused.getMessage());
    }
}
