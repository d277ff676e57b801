package watchpost.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.BundledClip;
import watchpost.testkit.process.Jvms;

/**
 * {@code watchpost replay} as a process of its own, from the video to the messages: the same bytes twice with this Java, and with each
 * other version that is installed.
 */
class OtherJvmTest {
    private static final String CONFIGURATION = """
            site: test
            box: bench
            cameras:
              gate:
                url: rtsp://127.0.0.1/unused
                analyse: 10 fps
                lines: {pole: [[0.72, 0.85], [0.72, 0.25]]}
                calibration:
                  points:
                    - {picture: [0.1, 0.9], ground: [0 m, 0 m]}
                    - {picture: [0.9, 0.9], ground: [7 m, 0 m]}
                    - {picture: [0.6, 0.4], ground: [7 m, 30 m]}
                    - {picture: [0.4, 0.4], ground: [0 m, 30 m]}
                rules:
                  count: {kind: line-crossing, line: pole, cooldown: 0 s}
                  people: {kind: footfall, line: pole, in: left-to-right, every: 30 s}
                  yard: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 1 s}
                  dense: {kind: crowd, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], density: 0.001 /m2, for: 1 s}
                  heat: {kind: heatmap, columns: 8, rows: 6, every: 30 s}
            """;

    @TempDir
    Path folder;

    @Test
    void theSameMessagesFromEveryJava() throws Exception {
        Path configuration = Files.writeString(folder.resolve("gate.yaml"), CONFIGURATION);
        List<Path> jvms = new ArrayList<>(Jvms.known());
        jvms.add(0, jvms.get(0));
        List<Path> outputs = new ArrayList<>();
        for (Path jvm : jvms) {
            outputs.add(replay(jvm, configuration, folder.resolve(outputs.size() + ".jsonl")));
        }
        assertTrue(Files.readAllLines(outputs.get(0)).size() > 5, () -> "hardly any messages");
        for (int i = 1; i < outputs.size(); i++) {
            assertEquals(
                    Files.readString(outputs.get(0)),
                    Files.readString(outputs.get(i)),
                    jvms.get(i) + " differs from " + jvms.get(0));
        }
    }

    private static Path replay(Path java, Path configuration, Path out) throws Exception {
        Path log = out.resolveSibling("log.txt");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-Dorg.bytedeco.javacpp.maxBytes=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "watchpost.daemon.Main",
                        "replay",
                        BundledClip.path().toString(),
                        "--config",
                        configuration.toString(),
                        "--camera",
                        "gate",
                        "--frames",
                        "60",
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        try {
            assertTrue(process.waitFor(3, TimeUnit.MINUTES), java + " takes too long");
            String said = Files.readString(log);
            assertEquals(0, process.exitValue(), () -> java + " said " + said);
        } finally {
            process.destroyForcibly();
        }
        return out;
    }
}
