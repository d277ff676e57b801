package watchpost.daemon.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.CameraState;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Signal;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.daemon.explain.Explainer;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.daemon.replay.Comparison;
import watchpost.rules.engine.RuleInput;

/** What is written is read back without a difference, whatever happened to the disk; explain and the comparison of rules read it. */
class JournalTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Polygon YARD =
            new Polygon(List.of(new Point(0.3, 0.3), new Point(0.7, 0.3), new Point(0.7, 0.7), new Point(0.3, 0.7)));

    @TempDir
    private Path folder;

    private static Moment moment(double seconds) {
        Duration stream = Duration.ofNanos(Math.round(seconds * 1e9));
        return new Moment(stream, NOON.plus(stream), ClockQuality.SYNCED);
    }

    private static RuleInput frame(double seconds, double x, double y) {
        Moment now = moment(seconds);
        Track track = new Track(7, "person", 0.8, new Box(x, y, 0.04, 0.1), moment(0), now, true, 0.2);
        return new RuleInput.TracksSeen(now, TrackGrid.onGrid(List.of(track)));
    }

    /** Somebody walks into the yard at about 3 s, stays for 2 s and leaves. */
    private static List<RuleInput> visit() {
        List<RuleInput> inputs = new ArrayList<>();
        for (int i = 0; i <= 80; i++) {
            double t = i / 10.0;
            inputs.add(frame(t, 0.48, t < 3 || t > 5 ? 0.05 : 0.4));
        }
        return inputs;
    }

    private List<RuleInput> written(List<RuleInput> inputs) throws Exception {
        try (Journal journal = Journal.start(folder, 1 << 20)) {
            inputs.forEach(input -> journal.accept(GATE, input));
        }
        List<RuleInput> read = new ArrayList<>();
        for (Path file : JournalFiles.of(folder, GATE)) {
            try (JournalReader reader = JournalReader.open(file)) {
                assertEquals(GATE, reader.camera());
                for (Optional<RuleInput> next = reader.next(); next.isPresent(); next = reader.next()) {
                    read.add(next.get());
                }
            }
        }
        return read;
    }

    @Test
    void everyInputComesBackAsItWas() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        List<RuleInput> inputs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double at = i / 5.0;
            List<Track> tracks = new ArrayList<>();
            for (int id = 1; id <= random.nextInt(6); id++) {
                tracks.add(new Track(
                        id * 3L,
                        random.nextBoolean() ? "person" : "car",
                        random.nextDouble(),
                        new Box(random.nextDouble(-0.2, 1), random.nextDouble(), random.nextDouble(), 0.2),
                        moment(Math.max(0, at - random.nextInt(5))),
                        moment(at),
                        random.nextBoolean(),
                        random.nextDouble()));
            }
            inputs.add(new RuleInput.TracksSeen(moment(at), TrackGrid.onGrid(tracks)));
        }
        inputs.add(new RuleInput.TimeAdvanced(moment(61.000000007)));
        inputs.add(new RuleInput.CameraGap(moment(62), moment(70)));
        inputs.add(new RuleInput.CameraChanged(moment(71), CameraState.FROZEN));
        inputs.add(new RuleInput.SignalSeen(moment(72), "light", Signal.State.RED));
        inputs.add(new RuleInput.RulesChanged(moment(73), List.of()));
        assertEquals(inputs, written(inputs));
    }

    @Test
    void aFileThatIsCutOffEndsBeforeItsLastEntry() throws Exception {
        List<RuleInput> inputs = visit();
        assertEquals(inputs, written(inputs));
        Path file = JournalFiles.of(folder, GATE).get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        int read = 0;
        try (JournalReader reader = JournalReader.open(file)) {
            while (reader.next().isPresent()) {
                read++;
            }
        }
        assertTrue(read > 0 && read < inputs.size(), read + " of " + inputs.size());
    }

    @Test
    void theOldestFilesGoWhenThereIsTooMuch() throws IOException {
        for (int i = 0; i < 10; i++) {
            Path file = JournalFiles.file(folder, GATE, NOON.plusSeconds(i * 900L));
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[1_000]);
        }
        JournalFiles.cut(folder, 3_500, List.of());
        List<Path> left = JournalFiles.of(folder, GATE);
        assertEquals(3, left.size());
        assertEquals(NOON.plusSeconds(7 * 900L), JournalFiles.begin(left.get(0)));
    }

    private static LaneRules intrusion(double seconds) {
        Watch people = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
        return LaneRules.of(List.of(new SecurityRule.Intrusion(
                new RuleId("yard"),
                people,
                new Zone("yard", YARD),
                Duration.ofMillis(Math.round(seconds * 1e3)),
                new Alerting(Severity.ALARM, Duration.ofSeconds(30)))));
    }

    @Test
    void theJournalExplainsWhatWasToldAndWhatWasMissed() throws Exception {
        written(visit());
        List<Path> files = JournalFiles.of(folder, GATE);
        List<String> missed = Explainer.explain(files, GATE, intrusion(3), NOON.plusMillis(4_650), Optional.empty())
                .orElseThrow();
        assertTrue(
                missed.get(2).startsWith("  no, person 7: in yard for 1.")
                        && missed.get(2).endsWith(" of 3 s"),
                missed::toString);
        List<String> told = Explainer.explain(files, GATE, intrusion(1), NOON.plusMillis(4_650), Optional.empty())
                .orElseThrow();
        assertTrue(told.stream().anyMatch(line -> line.contains("opened at 2026-11-21T12:00:0")), told::toString);
        assertTrue(told.stream().anyMatch(line -> line.startsWith("  yes, person 7: in yard for 1.")), told::toString);
        List<String> before = Explainer.explain(files, GATE, intrusion(1), NOON.plusSeconds(1), Optional.empty())
                .orElseThrow();
        assertTrue(before.get(2).contains("15 % of the picture outside yard"), before::toString);
    }

    @Test
    void twoSetsOfRulesAreCompared() {
        assertEquals(
                "1 events before, 0 after: 1 lost, 0 gained, 0 moved; 0 records differ",
                last(intrusion(1), intrusion(3)));
        assertEquals(
                "0 events before, 1 after: 0 lost, 1 gained, 0 moved; 0 records differ",
                last(intrusion(3), intrusion(1)));
        assertEquals(
                "1 events before, 1 after: 0 lost, 0 gained, 1 moved; 0 records differ",
                last(intrusion(1), intrusion(1.5)));
        assertEquals(
                "1 events before, 1 after: 0 lost, 0 gained, 0 moved; 0 records differ",
                last(intrusion(1), intrusion(1)));
    }

    private static String last(LaneRules before, LaneRules after) {
        Comparison comparison = new Comparison(GATE, before, after);
        visit().forEach(comparison::accept);
        List<String> lines = comparison.lines();
        return lines.get(lines.size() - 1);
    }
}
