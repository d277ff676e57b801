package watchpost.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.daemon.cli.CommandLineInterface;
import watchpost.daemon.console.Console;
import watchpost.testkit.Peers;

/** Replay on the clip whose crossings were counted by eye: docs/checks/vtest-line.md. */
class ReplayCommandTest {
    private static final String CONFIGURATION = """
            site: test
            box: bench
            cameras:
              gate:
                url: rtsp://127.0.0.1/unused
                analyse: 10 fps
                lines: {pole: [[0.72, 0.85], [0.72, 0.25]]}
                rules:
                  pole-count: {kind: footfall, line: pole, in: left-to-right, min-travel: 0.02, every: 30 s}
                  yard: {kind: intrusion, zone: [[0.6, 0.4], [0.99, 0.47], [0.99, 0.8], [0.72, 0.62]], for: 2 s, min-travel: 0.05}
            """;

    @TempDir
    Path folder;

    @Test
    void twoRunsGiveTheSameBytesAndCountWhatTheEyeCounts() throws Exception {
        Path video = Peers.footage("vtest.avi");
        Path configuration = Files.writeString(folder.resolve("watchpost.yaml"), CONFIGURATION);
        Path first = folder.resolve("first.jsonl");
        Path second = folder.resolve("second.jsonl");
        Path tracks = folder.resolve("tracks.txt");
        run(video, configuration, "--out", first.toString(), "--tracks", tracks.toString());
        run(video, configuration, "--out", second.toString());
        assertEquals(-1, Files.mismatch(first, second));

        List<JsonObject> messages =
                Files.readAllLines(first).stream().map(JsonObject::new).toList();
        JsonObject count = messages.stream()
                .filter(message -> "footfall".equals(message.getString("kind")))
                .findFirst()
                .orElseThrow();
        assertWithinOne(5, count.getJsonObject("in").getInteger("person"));
        assertWithinOne(9, count.getJsonObject("out").getInteger("person"));
        assertTrue(
                messages.stream().anyMatch(message -> "intrusion".equals(message.getString("kind"))),
                "an intrusion in the yard");
        assertTrue(Files.readAllLines(tracks).get(0).matches("\\d+,\\d+(,[0-9.]+){5},-1,-1,-1"));
    }

    /** The eye is good to one person where two walk side by side. */
    private static void assertWithinOne(int byEye, int counted) {
        assertTrue(Math.abs(byEye - counted) <= 1, "counted " + counted + ", by eye " + byEye);
    }

    private static void run(Path video, Path configuration, String... more) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "replay",
                video.toString(),
                "--config",
                configuration.toString(),
                "--camera",
                "gate",
                "--frames",
                "300"));
        arguments.addAll(List.of(more));
        int code = new CommandLineInterface(new Console(stream, stream, false, false, false))
                .run(arguments.toArray(String[]::new));
        assertEquals(0, code, () -> err.toString(StandardCharsets.UTF_8));
    }
}
