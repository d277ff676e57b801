package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachLineSaysHowItStandsAndTheModelIsTried() throws Exception {
        Ran ran = Ran.of("doctor", "--config", configuration(folder.resolve("store")));
        assertEquals(0, ran.exitCode(), ran.out());
        List<String> lines = ran.out().lines().toList();
        lines.forEach(line -> assertTrue(line.matches("(ok  |warn) [a-z]+ .*"), line));
        for (String subject :
                List.of("java", "system", "glibc", "memory", "ffmpeg", "model", "storage", "clock", "port")) {
            assertTrue(lines.stream().anyMatch(line -> line.substring(5).startsWith(subject)), ran.out());
        }
    }

    @Test
    void aStoreThatCannotBeWrittenFailsWithAdvice() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "in the way");
        Ran ran = Ran.of("doctor", "--config", configuration(file.resolve("store")));
        assertEquals(1, ran.exitCode(), ran.out());
        assertTrue(ran.out().lines().anyMatch(line -> line.startsWith("fail storage") && line.contains("set storage")));
    }

    @Test
    void whatIsLoadedAndWhatDecodesIsTold() throws Exception {
        Ran ran = Ran.of("doctor", "--config", configuration(folder.resolve("store")));
        String line = ran.out()
                .lines()
                .filter(text -> text.startsWith("ok   ffmpeg"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                line.matches(
                        ".* 8\\.\\S+, bundled, /.*libavcodec\\.so\\.62.* \\(avformat 62\\..*\\); H\\.264 by software.*;"
                                + " H\\.265 by software.*"),
                line);
    }

    private String configuration(Path storage) throws Exception {
        String text = "http: {port: 0}\nstorage: {directory: " + storage + "}\n"
                + "cameras: {gate: {url: rtsp://10.0.0.5/a, rules: {y: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1]]}}}}\n";
        return Files.writeString(folder.resolve("watchpost.yaml"), text).toString();
    }
}
