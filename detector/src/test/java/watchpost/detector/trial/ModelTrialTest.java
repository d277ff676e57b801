package watchpost.detector.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;

final class ModelTrialTest {
    private static final String INT8 = "nanodet_g_416_int8_u8s8.onnx";
    private static final String FP16 = "nanodet_g_416_fp16w.onnx";

    @TempDir
    Path folder;

    @BeforeEach
    void layOut() throws IOException {
        for (String name : new String[] {Model.CARD, INT8, FP16}) {
            try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    @Test
    void aGoodModelPassesAndABadOneIsRefusedInTheChildsWords() throws Exception {
        ModelTrial.run(folder, ModelTrial.LIMIT);

        byte[] graph = Files.readAllBytes(folder.resolve(INT8));
        graph[graph.length - 200_000] ^= 0x55;
        Files.write(folder.resolve(INT8), graph);
        String sentence = refusal(() -> ModelTrial.run(folder, ModelTrial.LIMIT));
        assertTrue(sentence.startsWith(folder.resolve(INT8) + " is not the file that its card means"), sentence);
    }

    @Test
    void aGraphThatTheRuntimeRefusesIsRefusedInOneSentence() throws Exception {
        // Right hash and right shape, but an operator that does not exist.
        byte[] graph = Files.readAllBytes(folder.resolve(INT8));
        byte[] word = "DequantizeLinear".getBytes(StandardCharsets.US_ASCII);
        int changed = 0;
        for (int i = 0; i < graph.length - word.length; i++) {
            if (Arrays.equals(graph, i, i + word.length, word, 0, word.length)) {
                graph[i] = 'X';
                changed++;
            }
        }
        assertTrue(changed > 0);
        String before = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(INT8))));
        String after =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph));
        Files.write(folder.resolve(INT8), graph);
        Files.writeString(
                folder.resolve(Model.CARD),
                Files.readString(folder.resolve(Model.CARD)).replace(before, after));

        String sentence = refusal(() -> ModelTrial.run(folder, ModelTrial.LIMIT));

        assertTrue(sentence.startsWith("the model runs on none of [CPU]: CPU: "), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void aModelThatEndsItsProcessCostsASentence() {
        String sentence = refusal(
                () -> ModelTrial.run(folder.toString(), ModelTrial.LIMIT, List.of("sh", "-c", "kill -SEGV $$")));
        assertEquals(
                folder
                        + " ended the process in which it was tried (exit code 139): it is damaged, too large for the memory here,"
                        + " or not made for this version of ONNX Runtime.",
                sentence);
    }

    @Test
    void aModelThatDoesNotComeToAnEndIsGivenUp() {
        String sentence =
                refusal(() -> ModelTrial.run(folder.toString(), Duration.ofMillis(200), List.of("sleep", "600")));
        assertTrue(sentence.contains("was not open after"), sentence);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve(INT8).toFile(), "rw")) {
            huge.setLength(8L << 30); // sparse: it takes no room on the disk
        }
        String sentence = refusal(() -> Model.load(folder));
        assertTrue(
                sentence.startsWith(folder.resolve(INT8)
                        + " cannot be read: it has 8192 MiB, and the memory of this process is enough for "),
                sentence);
    }

    private static String refusal(Runnable run) {
        return assertThrows(ModelException.class, run::run).getMessage();
    }
}
