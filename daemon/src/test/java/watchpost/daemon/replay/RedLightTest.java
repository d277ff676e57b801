package watchpost.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.Reading;
import watchpost.core.id.CameraId;
import watchpost.core.rule.Signal.State;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.cli.CommandLineInterface;
import watchpost.daemon.console.Console;
import watchpost.daemon.journal.JournalFiles;
import watchpost.daemon.journal.JournalReader;
import watchpost.rules.engine.RuleInput;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.Peers;

/**
 * A traffic light is drawn into the clip whose crossings a person counted (docs/checks/vtest-line.md): it is red from picture 145 to 179
 * and green around that. Pictures 120 to 205 are used. In them people cross to the left at 124 (the other way), 139, 157, 172 (the other
 * way), 187 (the other way), 191: one of them at red and in the forbidden direction.
 */
class RedLightTest {
    private static final int FIRST = 120;
    private static final String CONFIGURATION = """
            box: test
            mqtt: {url: "mqtt://127.0.0.1:1"}
            http: {port: 0}
            storage: {directory: STORAGE}
            cameras:
              gate:
                url: "file:CLIP"
                loop: true
                analyse: 10 fps
                lines: {stop: [[0.72, 0.85], [0.72, 0.25]]}
                signals: {light: [[0.02, 0.05], [0.05, 0.05], [0.05, 0.17], [0.02, 0.17]]}
                rules: {red: {kind: red-light, line: stop, direction: right-to-left, signal: light, grace: 200 ms, classes: [person]}}
            """;

    @TempDir
    static Path folder;

    private static Path clip = Path.of("");
    private static Path configuration = Path.of("");

    @BeforeAll
    static void draw() throws Exception {
        clip = folder.resolve("light.mp4");
        configuration = Files.writeString(
                folder.resolve("watchpost.yaml"),
                CONFIGURATION.replace("STORAGE", folder.toString()).replace("CLIP", clip.toString()));
        String red = "between(n,145,179)";
        String filter = String.join(
                ",",
                box(15, 29, 23, 69, "0x181818", "1"),
                box(18, 32, 17, 17, "0xF03020", red),
                box(18, 32, 17, 17, "0x301010", "not(" + red + ")"),
                box(18, 55, 17, 17, "0x302810", "1"),
                box(18, 78, 17, 17, "0x20E090", "not(" + red + ")"),
                box(18, 78, 17, 17, "0x103020", red),
                "trim=start_frame=" + FIRST + ":end_frame=206,setpts=PTS-STARTPTS");
        Process ffmpeg = new ProcessBuilder(
                        Peers.ffmpeg().toString(),
                        "-v",
                        "error",
                        "-i",
                        BundledClip.path().toString(),
                        "-vf",
                        filter,
                        "-c:v",
                        "libx264",
                        "-preset",
                        "veryfast",
                        "-crf",
                        "20",
                        "-bf",
                        "0",
                        "-g",
                        "20",
                        clip.toString())
                .inheritIO()
                .start();
        assertEquals(0, ffmpeg.waitFor(), "ffmpeg");
    }

    private static String box(int x, int y, int width, int height, String colour, String when) {
        return "drawbox=x=" + x + ":y=" + y + ":w=" + width + ":h=" + height + ":color=" + colour + ":t=fill:enable='"
                + when + "'";
    }

    @Test
    void aReplayTellsWhoCrossedAtRed() throws Exception {
        Path out = folder.resolve("out.jsonl");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        int code = new CommandLineInterface(new Console(stream, stream, false, false, false))
                .run(
                        "replay",
                        clip.toString(),
                        "--config",
                        configuration.toString(),
                        "--camera",
                        "gate",
                        "--out",
                        out.toString());
        assertEquals(0, code, () -> err.toString(StandardCharsets.UTF_8));
        List<JsonObject> opened = Files.readAllLines(out).stream()
                .map(JsonObject::new)
                .filter(message -> "opened".equals(message.getString("phase")))
                .toList();
        assertEquals(1, opened.size(), opened::toString);
        assertEquals("red-light", opened.get(0).getString("kind"));
        double seconds = Double.parseDouble(opened.get(0).getString("at").substring(17, 23));
        assertEquals((157 - FIRST) / 10.0, seconds, 0.35);
        assertTrue(opened.get(0).getString("why").contains("after light turned red"), opened::toString);
    }

    @Test
    void theBoxJournalsWhatItSawTheLightShow() throws Exception {
        Watchpost box = Watchpost.start(
                (ConfigResult.Valid) ConfigFile.parse(Files.readString(configuration), "test.yaml", Reading.strict()));
        try {
            Await.until("red was analysed", () -> box.analysed() > 40);
        } finally {
            box.close();
        }
        List<State> states = new ArrayList<>();
        for (Path file : JournalFiles.of(folder.resolve("journal"), new CameraId("gate"))) {
            try (JournalReader reader = JournalReader.open(file)) {
                for (Optional<RuleInput> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get() instanceof RuleInput.SignalSeen signal) {
                        assertEquals("light", signal.signal());
                        states.add(signal.state());
                    }
                }
            }
        }
        assertEquals(Set.of(State.GREEN, State.RED), Set.copyOf(states), "in turns, from where the box came to see it");
    }
}
