package watchpost.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.daemon.cli.CommandLineInterface;
import watchpost.daemon.console.Console;
import watchpost.testkit.plates.PlateModel;

/** The plate of a drawn car that drives off, read by the real models in a recording. */
class PlateReplayTest {
    private static final String PLATE = "KA4711";
    private static final String CONFIGURATION = """
            box: test
            detector: {confidence: 30 %}
            readers: {plate: {model: MODEL, per-second: 8}}
            cameras:
              gate:
                url: rtsp://127.0.0.1/unused
                analyse: all
                MASKS
                rules:
                  out: {kind: line-crossing, line: [[0, 0.72], [1, 0.72]], classes: vehicles, confidence: 20 %READ}
            """;

    @TempDir
    Path folder;

    private Path video = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void layOut() throws Exception {
        video = PlateClip.write(folder.resolve("clip.mp4"), PLATE);
        model = PlateModel.layOut(Files.createDirectory(folder.resolve("model")));
    }

    @Test
    void theTextStandsInTheIncidentAndTwoRunsGiveTheSameBytes() throws Exception {
        Path first = replay(", read: plate", "");
        Path second = replay(", read: plate", "");
        assertEquals(-1, Files.mismatch(first, second));
        List<JsonObject> incidents = incidents(first);
        List<String> plates = incidents.stream().flatMap(PlateReplayTest::plate).toList();
        assertTrue(plates.contains(PLATE), plates::toString);
        assertEquals(
                Optional.of(PLATE),
                plate(incidents.get(incidents.size() - 1)).findFirst(),
                "the incident's last message says it too");
    }

    @Test
    void whatAMaskHidesIsNotRead() throws Exception {
        Path masked = replay(", read: plate", "masks: {plates: [[0.38, 0], [0.62, 0], [0.62, 1], [0.38, 1]]}");
        assertFalse(incidents(masked).isEmpty());
        assertEquals(List.of(), plates(masked));
    }

    private static List<String> plates(Path messages) throws Exception {
        return incidents(messages).stream().flatMap(PlateReplayTest::plate).toList();
    }

    private static Stream<String> plate(JsonObject incident) {
        JsonObject attributes = incident.getJsonObject("attributes", new JsonObject());
        return Stream.ofNullable(attributes.getJsonObject("plate")).map(plate -> plate.getString("text"));
    }

    private static List<JsonObject> incidents(Path messages) throws Exception {
        return Files.readAllLines(messages).stream()
                .map(JsonObject::new)
                .filter(message -> message.containsKey("phase"))
                .toList();
    }

    private Path replay(String read, String masks) throws Exception {
        Path configuration = Files.writeString(
                folder.resolve("watchpost.yaml"),
                CONFIGURATION
                        .replace("MODEL", model.toString())
                        .replace("MASKS", masks)
                        .replace("READ", read));
        Path out = Files.createTempFile(folder, "messages", ".jsonl");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = new CommandLineInterface(new Console(stream, stream, false, false, false))
                .run(
                        "replay",
                        video.toString(),
                        "--config",
                        configuration.toString(),
                        "--camera",
                        "gate",
                        "--out",
                        out.toString());
        assertEquals(0, code, () -> said.toString(StandardCharsets.UTF_8));
        return out;
    }
}
