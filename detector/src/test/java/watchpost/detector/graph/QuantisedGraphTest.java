package watchpost.detector.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.TestingFrames;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;
import watchpost.detector.graph.SmallQuantisedGraph.Stem;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelInput;
import watchpost.detector.onnx.Acceleration;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.InferenceSession;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;

/** Rewritten graphs give the very numbers of the published ones. */
final class QuantisedGraphTest {
    /** Every number of every output, on pictures and on noise. */
    @Test
    void theBuiltInModelAnswersTheSame() {
        Model model = Model.builtIn("int8");
        ModelInput input = model.card().input();
        byte[] published =
                GraphPreparation.fold(model.graph(model.card().variants().get(0)), input);
        byte[] rewritten = QuantisedGraph.rewritten(published, input, true).orElseThrow();
        List<ByteBuffer> pictures = new ArrayList<>(List.of(noise(input.shape(), 1), noise(input.shape(), 2)));
        TestingFrames frames = new TestingFrames();
        try (Frame first = frames.of(TestingFrames.resource("vtest-60.jpg"), input.shape());
                Frame second = frames.of(TestingFrames.resource("vtest-400.jpg"), input.shape())) {
            pictures.add(first.pixels());
            pictures.add(second.pixels());
            assertSame(published, rewritten, input, pictures, "built-in");
        }
    }

    /** The same boxes, too, though bytes are read otherwise than numbers; and a runtime that refuses the rewritten graph gets the published one. */
    @Test
    void theSameIsFoundAndWhatDoesNotOpenRunsAsPublished() {
        DetectorSettings settings = DetectorSettings.onCpu();
        List<Integer> tried = new ArrayList<>();
        SessionOpener refusing = (graph, shape, provider, batches, acceleration) -> {
            tried.add(graph.length);
            if (tried.size() == 1) {
                throw new InferenceException("not this one");
            }
            return SessionOpener.ONNX_RUNTIME.open(graph, shape, provider, batches, acceleration);
        };
        Model model = Model.builtIn("int8");
        TestingFrames frames = new TestingFrames();
        try (Detector rewritten = Detector.open(model, settings);
                Detector published = Detector.open(model, settings.withGraphsAsPublished());
                Detector refused = Detector.open(model, settings.openedBy(refusing));
                Frame frame = frames.of(TestingFrames.resource("vtest-400.jpg"), rewritten.shape())) {
            List<Detection> expected = published.detect(frame).found();
            assertTrue(expected.size() > 3);
            assertEquals(expected, rewritten.detect(frame).found());
            assertEquals(expected, refused.detect(frame).found());
            assertEquals(2, tried.size());
            assertNotEquals(tried.get(0), tried.get(1));
        }
    }

    /** First convolutions of every form that is rewritten, with and without a maximum behind them, on noise. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void smallGraphsAnswerTheSame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 25; run++) {
            Stem stem = Stem.any(random);
            SmallQuantisedGraph graph = new SmallQuantisedGraph(stem, random);
            byte[] published = GraphPreparation.fold(graph.bytes(), stem.input());
            Optional<byte[]> rewritten = QuantisedGraph.rewritten(published, stem.input(), true);
            assertTrue(rewritten.isPresent(), stem::toString);
            FrameShape shape = stem.input().shape();
            assertSame(
                    published,
                    rewritten.get(),
                    stem.input(),
                    List.of(noise(shape, run), noise(shape, -run)),
                    stem.toString());
        }
    }

    @Test
    void whatHasAnotherFormStaysAsItIs() {
        SplittableRandom random = new SplittableRandom(1);
        Stem fits = new Stem(new Size(16, 8), 4, List.of(1, 1, 1, 1), true, true, false);
        assertTrue(rewritten(fits, random).isPresent());
        Stem narrow = new Stem(new Size(18, 8), 4, List.of(1, 1, 1, 1), true, true, false);
        assertEquals(Optional.empty(), rewritten(narrow, random));
        Stem withoutMargin = new Stem(new Size(16, 8), 4, List.of(0, 0, 0, 0), true, true, false);
        assertEquals(Optional.empty(), rewritten(withoutMargin, random));
        Model floats = Model.builtIn("fp16");
        byte[] published = GraphPreparation.fold(
                floats.graph(floats.card().variants().get(1)), floats.card().input());
        assertTrue(
                QuantisedGraph.rewritten(published, floats.card().input(), true).isEmpty());
    }

    private static Optional<byte[]> rewritten(Stem stem, SplittableRandom random) {
        byte[] published = GraphPreparation.fold(new SmallQuantisedGraph(stem, random).bytes(), stem.input());
        return QuantisedGraph.rewritten(published, stem.input(), false);
    }

    private static void assertSame(
            byte[] published, byte[] rewritten, ModelInput input, List<ByteBuffer> pictures, String about) {
        try (InferenceSession one = open(published, input);
                InferenceSession other = open(rewritten, input)) {
            assertEquals(one.outputs().size(), other.outputs().size());
            other.outputs().forEach(output -> assertEquals(OutputShape.Numbers.LEVELS, output.numbers(), about));
            for (ByteBuffer picture : pictures) {
                List<float[]> expected = one.run(List.of(picture), QuantisedGraphTest::numbers);
                List<float[]> answered = other.run(List.of(picture), QuantisedGraphTest::numbers);
                for (int output = 0; output < expected.size(); output++) {
                    assertTrue(expected.get(output).length > 0);
                    assertArrayEquals(expected.get(output), answered.get(output), about);
                }
            }
        }
    }

    private static InferenceSession open(byte[] graph, ModelInput input) {
        return SessionOpener.ONNX_RUNTIME.open(graph, input.shape(), Provider.CPU, List.of(1), Acceleration.DEFAULT);
    }

    private static List<float[]> numbers(List<Output> outputs) {
        return outputs.stream().map(QuantisedGraphTest::numbers).toList();
    }

    private static float[] numbers(Output output) {
        float[] numbers =
                new float[Math.max(output.floats().capacity(), output.bytes().capacity())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = output.bytes().capacity() > 0
                    ? output.levels().number(output.bytes().get(i))
                    : output.floats().get(i);
        }
        return numbers;
    }

    private static ByteBuffer noise(FrameShape shape, long seed) {
        byte[] bytes = new byte[shape.bytes()];
        new SplittableRandom(seed).nextBytes(bytes);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
