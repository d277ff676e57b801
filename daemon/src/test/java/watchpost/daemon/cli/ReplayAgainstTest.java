package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.daemon.console.ExitCode;

/** Seven people cross the line; the line is cut short, the yard asks for more time, a rule is added. */
class ReplayAgainstTest {
    private static final String CONFIGURATION = """
            cameras:
              gate:
                url: rtsp://127.0.0.1/unused
                analyse: 10 fps
                lines: {pole: [[0.72, 0.85], [0.72, 0.25]]}
                rules:
                  count: {kind: line-crossing, line: pole, min-travel: 0.02, cooldown: 0 s}
                  people: {kind: footfall, line: pole, in: left-to-right, min-travel: 0.02, every: 1 min}
                  heat: {kind: heatmap, columns: 4, rows: 3, every: 1 min}
            """;

    @TempDir
    static Path folder;

    private static Path clip = Path.of("");
    private static Path before = Path.of("");

    @BeforeAll
    static void cut() throws Exception {
        clip = ClipCut.into(folder);
        before = Files.writeString(folder.resolve("before.yaml"), CONFIGURATION);
    }

    @Test
    void theSameRulesChangeNothing() throws Exception {
        assertEquals(
                List.of("3 events before, 3 after: 0 lost, 0 gained, 0 moved; 0 records differ"),
                lines(against("same", CONFIGURATION, "--frames", "60")));
    }

    @Test
    void aLineThatIsCutShortLosesWhoPassesBeyondItAndItsRecordDiffers() throws Exception {
        List<String> lines = lines(against("short", CONFIGURATION.replace("[0.72, 0.25]]", "[0.72, 0.45]]")));
        long lost = lines.stream()
                .filter(line -> line.startsWith("- lost") && line.contains("count line-crossing: person crossed pole"))
                .count();
        assertTrue(lost > 0 && lost < 7, lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("! record people from 2026-01-01T00:00:00Z")),
                lines::toString);
        assertEquals(
                "7 events before, " + (7 - lost) + " after: " + lost + " lost, 0 gained, 0 moved; 1 records differ",
                lines.get(lines.size() - 1));
    }

    @Test
    void aRuleMoreGainsAndADirectionLoses() throws Exception {
        List<String> lines = lines(
                against(
                        "other",
                        CONFIGURATION.replace(
                                        "min-travel: 0.02, cooldown: 0 s}",
                                        "min-travel: 0.02, cooldown: 0 s, direction: left-to-right}")
                                + "      back: {kind: line-crossing, line: pole, min-travel: 0.02, cooldown: 0 s, direction: right-to-left}\n"));
        assertEquals(4, lines.stream().filter(line -> line.startsWith("- lost")).count(), lines::toString);
        assertEquals(
                4,
                lines.stream()
                        .filter(line -> line.startsWith("+ gained") && line.contains("back"))
                        .count(),
                lines::toString);
        assertEquals(
                "7 events before, 7 after: 4 lost, 4 gained, 0 moved; 0 records differ", lines.get(lines.size() - 1));
    }

    @Test
    void anotherDetectorIsRefusedBecauseItWouldSeeSomethingElse() throws Exception {
        Ran ran = against("detector", "detector: {confidence: 50 %}\n" + CONFIGURATION);
        assertEquals(ExitCode.INPUT.code(), ran.exitCode());
        assertTrue(ran.err().contains("has another detector block than"), ran.err());
    }

    @Test
    void theHeatMapOfARecordingIsAPicture() throws Exception {
        Path map = folder.resolve("heat.png");
        Ran ran = replay(before, Stream.of("--heatmap", map.toString(), "--frames", "20"));
        assertEquals(ExitCode.OK.code(), ran.exitCode(), ran.err());
        BufferedImage picture = ImageIO.read(map.toFile());
        assertEquals(768, picture.getWidth());
        assertEquals(576 + 44, picture.getHeight());
        Path without =
                Files.writeString(folder.resolve("without.yaml"), CONFIGURATION.replaceFirst(" *heat: .*\n", ""));
        Ran refused = replay(without, Stream.of("--heatmap", map.toString()));
        assertEquals(ExitCode.INPUT.code(), refused.exitCode());
        assertTrue(refused.err().contains("has no heatmap rule, which --heatmap needs"), refused.err());
    }

    private static Ran against(String name, String configuration, String... more) throws Exception {
        Path after = Files.writeString(folder.resolve(name + ".yaml"), configuration);
        return replay(before, Stream.concat(Stream.of("--against", after.toString()), Stream.of(more)));
    }

    private static Ran replay(Path configuration, Stream<String> more) {
        Stream<String> usual =
                Stream.of("replay", clip.toString(), "--config", configuration.toString(), "--camera", "gate");
        return Ran.of(Stream.concat(usual, more).toArray(String[]::new));
    }

    private static List<String> lines(Ran ran) {
        assertEquals(ExitCode.OK.code(), ran.exitCode(), ran.err());
        return ran.out().lines().toList();
    }
}
