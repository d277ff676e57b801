package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.vision.Frame;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;
import watchpost.testkit.Peers;

/** Files with the right check sum that still are not what their card says: refused in one sentence, before anything runs. */
final class WrongGraphTest {
    @TempDir
    Path folder;

    private final TestingCards card = new TestingCards();

    @Test
    void refusesWhatIsNotOnnx() {
        String sentence = refusal(card, "not a model at all".getBytes(StandardCharsets.UTF_8));
        assertTrue(sentence.startsWith("graph.onnx: the file is not an ONNX model"), sentence);
        assertEquals("graph.onnx: the file is not an ONNX model: it has no graph in it.", refusal(card, new byte[0]));
    }

    @Test
    void refusesATruncatedGraph() throws IOException {
        byte[] whole = builtIn();
        for (int length : new int[] {1, 100, 5000, whole.length / 2, whole.length - 1}) {
            String sentence = refusal(card, Arrays.copyOf(whole, length));
            assertTrue(sentence.startsWith("graph.onnx: the file is not an ONNX model"), sentence);
        }
    }

    @Test
    void refusesNoise() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(1, 400)];
            random.nextBytes(noise);
            assertTrue(refusal(card, noise).startsWith("graph.onnx: the file is not an ONNX model"));
        }
    }

    @Test
    void refusesAnInputThatIsNotTheCards() throws IOException {
        assertEquals(
                "graph.onnx: the graph's inputs are [input], the card says [data].",
                refusal(new TestingCards().with("name", "data"), builtIn()));
        assertEquals(
                "graph.onnx: the graph's input input is [1, 3, 416, 416] of type 1, the card says [1, 3, 320, 320] of 32-bit floats"
                        + " (type 1).",
                refusal(new TestingCards().with("size", "320x320"), builtIn()));
    }

    @Test
    void refusesOutputsThatTheFamilyCannotRead() throws IOException {
        String sentence = refusal(new TestingCards().with("classes", "[person, car]"), builtIn());
        assertTrue(sentence.contains("are not those of family nanodet with 2 classes"), sentence);
        String unknown = refusal(new TestingCards().with("family", "nanodot"), builtIn());
        assertTrue(unknown.startsWith("model family \"nanodot\" is not known; known are "), unknown);
    }

    @Test
    void refusesAModelOfAnotherFamily() {
        TestingCards nanodet = new TestingCards().with("name", "images");
        Model yolox = nanodet.load(Peers.model("yolox_nano_416.onnx"), folder);
        String sentence = assertThrows(ModelException.class, () -> Detector.open(yolox, DetectorSettings.onCpu()))
                .getMessage();
        assertTrue(sentence.contains("[output [1, 3549, 85]] are not those of family nanodet"), sentence);
    }

    @Test
    void climbsDownToTheCpuAndSaysWhy() {
        try (Detector detector = Detector.open(Model.builtIn(), DetectorSettings.defaults())) {
            assertEquals(Provider.CPU, detector.provider());
            assertEquals("int8", detector.variant().name());
            assertEquals(2, detector.stepsDown().size());
            assertTrue(detector.stepsDown().get(0).startsWith("TensorRT: "), detector.stepsDown()::toString);
            assertTrue(detector.stepsDown().get(1).startsWith("CUDA: "), detector.stepsDown()::toString);
        }
        DetectorSettings onlyCuda = new DetectorSettings(
                List.of(Provider.CUDA), DetectorSettings.onCpu().report());
        InferenceException refused =
                assertThrows(InferenceException.class, () -> Detector.open(Model.builtIn(), onlyCuda));
        assertTrue(refused.getMessage().startsWith("the model runs on none of [CUDA]: CUDA: "), refused.getMessage());
    }

    @Test
    void refusesAFrameOfAnotherShape() {
        TestingFrames frames = new TestingFrames();
        try (Detector detector = Detector.open(Model.builtIn(), DetectorSettings.onCpu());
                Frame blank = frames.blank("gate", 0)) {
            assertThrows(IllegalArgumentException.class, () -> detector.detect(blank));
        }
    }

    private String refusal(TestingCards cards, byte[] graph) {
        Model model = cards.load(graph, folder);
        return assertThrows(ModelException.class, () -> Detector.open(model, DetectorSettings.onCpu()))
                .getMessage();
    }

    private static byte[] builtIn() throws IOException {
        try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/nanodet_g_416_int8_u8s8.onnx")) {
            return in.readAllBytes();
        }
    }
}
