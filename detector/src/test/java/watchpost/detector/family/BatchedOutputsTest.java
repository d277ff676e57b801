package watchpost.detector.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.detector.TestingCards;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.model.ModelCard;

/** Each family reads every picture of a batch as it reads that picture alone, whatever the numbers are. */
final class BatchedOutputsTest {
    private static final int PICTURES = 3;
    /** The outputs of each family for 64 x 32 pixels and two classes; one with "labels" in its name is of whole numbers. */
    private static final Map<String, Map<String, List<Integer>>> OUTPUTS = Map.of(
            "nanodet",
            Map.of(
                    "cls8",
                    List.of(32, 2),
                    "cls16",
                    List.of(8, 2),
                    "cls32",
                    List.of(2, 2),
                    "dis8",
                    List.of(32, 44),
                    "dis16",
                    List.of(8, 44),
                    "dis32",
                    List.of(2, 44)),
            "yolox",
            Map.of("output", List.of(42, 7)),
            "yolov5",
            Map.of("output", List.of(126, 7)),
            "yolov8",
            Map.of("output", List.of(6, 42)),
            "yolov10",
            Map.of("output", List.of(40, 6)),
            "ssd",
            Map.of("boxes", List.of(20, 4), "scores", List.of(20, 2)),
            "ssd-nms",
            Map.of(
                    "boxes",
                    List.of(40, 4),
                    "scores",
                    List.of(40),
                    "classes",
                    List.of(40),
                    "number",
                    List.<Integer>of()),
            "centernet",
            Map.of("hm", List.of(2, 8, 16), "wh", List.of(2, 8, 16), "reg", List.of(2, 8, 16)),
            "detr",
            Map.of("labels", List.of(40), "boxes", List.of(40, 4), "scores", List.of(40)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nanodet", "yolox", "yolov5", "yolov8", "yolov10", "ssd", "ssd-nms", "centernet", "detr"})
    void aPictureOfABatchIsReadAsAlone(String family) {
        ModelCard card = new TestingCards()
                .with("family", family)
                .with("size", "64x32")
                .with("classes", "[person, car]")
                .load(new TestingGraph(64, 32).bytes(), folder)
                .card();
        SplittableRandom random = new SplittableRandom(3);
        List<OutputShape> shapes = new ArrayList<>();
        List<List<Output>> alone = IntStream.range(0, PICTURES)
                .<List<Output>>mapToObj(i -> new ArrayList<>())
                .toList();
        List<Output> together = new ArrayList<>();
        OUTPUTS.get(family).forEach((name, dims) -> {
            boolean whole = name.equals("labels");
            shapes.add(new OutputShape(
                    name, of(OutputShape.UNKNOWN, dims), whole ? OutputShape.Numbers.WHOLE : OutputShape.Numbers.REAL));
            int each = dims.stream().reduce(1, Math::multiplyExact);
            float[] numbers = new float[PICTURES * each];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(name, random);
            }
            together.add(output(of(PICTURES, dims), numbers, 0, numbers.length, whole));
            for (int picture = 0; picture < PICTURES; picture++) {
                alone.get(picture).add(output(of(1, dims), numbers, picture * each, each, whole));
            }
        });
        Decoder decoder = Family.named(family).decoder(shapes, card);
        for (int picture = 0; picture < PICTURES; picture++) {
            List<String> expected = read(decoder, alone.get(picture), 0);
            assertFalse(expected.isEmpty(), "something is found");
            assertEquals(expected, read(decoder, together, picture));
        }
    }

    private static float number(String name, SplittableRandom random) {
        return switch (name) {
            case "labels", "classes" -> random.nextInt(1, 2);
            case "number" -> random.nextInt(20, 40);
            default -> (float) random.nextDouble();
        };
    }

    private static List<String> read(Decoder decoder, List<Output> outputs, int picture) {
        Candidates found = new Candidates(0.05);
        decoder.decode(outputs, picture, found);
        return IntStream.range(0, found.count())
                .mapToObj(i -> found.label(i) + " " + found.score(i) + " " + found.left(i) + " " + found.top(i) + " "
                        + found.right(i) + " " + found.bottom(i))
                .toList();
    }

    private static Output output(List<Integer> dims, float[] numbers, int from, int count, boolean whole) {
        if (whole) {
            long[] longs = new long[count];
            for (int i = 0; i < count; i++) {
                longs[i] = (long) numbers[from + i];
            }
            return Output.of(dims, LongBuffer.wrap(longs));
        }
        return Output.of(dims, FloatBuffer.wrap(numbers, from, count).slice());
    }

    private static List<Integer> of(int first, List<Integer> others) {
        List<Integer> dims = new ArrayList<>(List.of(first));
        dims.addAll(others);
        return dims;
    }
}
