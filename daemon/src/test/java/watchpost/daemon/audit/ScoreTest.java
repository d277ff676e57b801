package watchpost.daemon.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
    @TempDir
    private Path folder;

    private static Audit.Count count(double seconds, String direction) {
        return new Audit.Count(seconds, "door", direction, "person", 1, "");
    }

    @Test
    void crossingsAreMatchedInTimeByDirection() throws IOException {
        Path file = folder.resolve("truth.txt");
        Files.writeString(file, "# door\n1.0 in\n5.0 in\n9.0 out # late\n");
        Truth truth = Truth.of(file.toString());
        List<Score> scores = Score.matched(List.of(count(1.4, "in"), count(3, "in"), count(9.2, "out")), truth);
        assertEquals(new Score("in", 1, 1, 1), scores.get(0));
        assertEquals(new Score("out", 1, 0, 0), scores.get(1));
        assertEquals(new Score("all", 2, 1, 1), scores.get(2));
        assertEquals(0.5, scores.get(2).accuracy(), 1e-9);
    }

    @Test
    void theIntervalIsWiderForFewer() {
        double[] few = new Score("all", 9, 1, 0).interval();
        double[] many = new Score("all", 900, 100, 0).interval();
        assertTrue(few[0] < 0.65 && few[1] > 0.97, few[0] + " to " + few[1]);
        assertEquals(0.88, many[0], 0.005);
        assertEquals(0.917, many[1], 0.005);
    }

    @Test
    void aWrongLineOfTheTruthIsNamed() throws IOException {
        Path file = folder.resolve("truth.txt");
        Files.writeString(file, "1.0 in\nsoon out\n");
        IOException wrong = assertThrows(IOException.class, () -> Truth.of(file.toString()));
        assertTrue(String.valueOf(wrong.getMessage()).contains("truth.txt:2"), wrong.getMessage());
    }
}
