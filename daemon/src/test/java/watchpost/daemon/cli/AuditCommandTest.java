package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.daemon.console.ExitCode;

/** A clip whose crossings a person counted, audited with right and wrong truths. */
class AuditCommandTest {
    private static final String CONFIGURATION = """
            cameras:
              gate:
                url: rtsp://127.0.0.1/unused
                analyse: 10 fps
                lines: {pole: [[0.72, 0.85], [0.72, 0.25]]}
                rules:
                  count: {kind: line-crossing, line: pole, min-travel: 0.02, cooldown: 0 s, classes: [person]}
                  yard: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1]]}
            """;
    /** The seven of docs/checks/vtest-line.md, and two that were not there. */
    private static final String BY_EYE = """
            1.1 right-to-left person   # man in black
            4.5 right-to-left person
            5.4 right-to-left person
            10.6 left-to-right person
            11.4 left-to-right person
            12.4 left-to-right person
            13.9 right-to-left person
            8.0 left-to-right person   # never was
            8.2 left-to-right car      # never was
            """;

    @TempDir
    static Path folder;

    private static Path clip = Path.of("");
    private static Path configuration = Path.of("");

    @BeforeAll
    static void cut() throws Exception {
        clip = ClipCut.into(folder);
        configuration = Files.writeString(folder.resolve("gate.yaml"), CONFIGURATION);
    }

    @Test
    void whatIsCountedIsHeldAgainstThePersonByClassAndDirection() throws Exception {
        assertEquals(
                List.of(
                        "counted: 3 person left-to-right",
                        "counted: 4 person right-to-left",
                        "counted: 7 in all, by a person: 9",
                        "car left-to-right 0 right 0 extra 1 missed accuracy 0.0 % (95 %: 0.0 to 79.3 %) precision 1.000 recall 0.000",
                        "person left-to-right 3 right 0 extra 1 missed accuracy 75.0 % (95 %: 30.1 to 95.4 %) precision 1.000 recall 0.750",
                        "person right-to-left 4 right 0 extra 0 missed accuracy 100.0 % (95 %: 51.0 to 100.0 %) precision 1.000 recall 1.000",
                        "all 7 right 0 extra 2 missed accuracy 77.8 % (95 %: 45.3 to 93.7 %) precision 1.000 recall 0.778"),
                lines(audit(truth("by-eye.txt", BY_EYE))));
    }

    @Test
    void thePageHasAPictureOfEachCountedObject() throws Exception {
        Path page = folder.resolve("page.html");
        List<String> lines = lines(audit("9", "--page", page.toString()));
        assertTrue(lines.get(lines.size() - 1).startsWith("all 7 right 0 extra 2 missed"), lines::toString);
        String html = Files.readString(page);
        Matcher pictures = Pattern.compile("data:image/jpeg;base64,([^\"]+)\"").matcher(html);
        int count = 0;
        while (pictures.find()) {
            count++;
            byte[] jpeg = Base64.getDecoder().decode(pictures.group(1));
            assertTrue(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth() >= 320, "picture " + count);
        }
        assertEquals(7, count);
        assertTrue(html.contains("right-to-left, pole") && html.contains("cut.mp4, rule count"), "captions and title");
    }

    @Test
    void whatCannotBeAuditedIsOneSentence() throws Exception {
        assertRefused("cut.txt:1 is not \"SECONDS DIRECTION [CLASS]\"", audit(truth("cut.txt", "yesterday left\n")));
        assertRefused("is neither a number nor a file", audit("nowhere.txt"));
        Ran unknown = Ran.of(arguments("--rule", "counts", "--truth", "7"));
        assertRefused("gate has no rule \"counts\"; it has [count, yard]", unknown);
    }

    private static void assertRefused(String expected, Ran ran) {
        assertEquals(ExitCode.INPUT.code(), ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(expected), ran.err());
    }

    private static String truth(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Ran audit(String truth, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--rule", "count", "--truth", truth));
        arguments.addAll(List.of(more));
        return Ran.of(arguments(arguments.toArray(String[]::new)));
    }

    private static String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("audit", clip.toString(), "--config", configuration.toString(), "--camera", "gate"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static List<String> lines(Ran ran) {
        assertEquals(ExitCode.OK.code(), ran.exitCode(), ran.err());
        return ran.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }
}
