package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    @Test
    void inferenceIsATableOfBatchesByThreads() {
        Ran ran = Ran.of("bench", "inference", "--for", "100ms");
        assertEquals(0, ran.exitCode(), ran.err());
        List<String> lines = ran.out().lines().toList();
        assertTrue(lines.get(0).startsWith("nanodet-g-416 (int8) on CPU"), ran.out());
        assertTrue(lines.get(2).contains("batch 1 ") && lines.get(2).endsWith("batch 16"), ran.out());
        assertTrue(lines.get(3).matches("1( +[0-9.]+ \\([0-9.]+\\)){5}"), ran.out());
        assertTrue(lines.get(lines.size() - 1).startsWith(Runtime.getRuntime().availableProcessors() + " "), ran.out());
    }

    @Test
    void wrongInputIsOneSentence() {
        assertEquals(2, Ran.of("bench", "pipeline", "--cameras", "0").exitCode());
        assertEquals(2, Ran.of("bench", "pipeline", "--load", "0%").exitCode());
        assertEquals(2, Ran.of("bench", "pipeline", "--load", "much").exitCode());
        assertEquals(3, Ran.of("bench", "inference", "--video", "nowhere.mp4").exitCode());
        assertEquals(3, Ran.of("bench", "inference", "--model", "nowhere").exitCode());
        assertEquals(2, Ran.of("bench", "everything").exitCode());
    }
}
