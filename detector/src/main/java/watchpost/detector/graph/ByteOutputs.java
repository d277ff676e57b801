package watchpost.detector.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a quantised graph where its last convolutions end, so that rows of bytes come out, as they lie in memory, and a table says which
 * number each of the 256 bytes stands for. Sigmoid, turning round and making four bytes of one are left to the reader, who does
 * them for the few numbers that matter.
 */
final class ByteOutputs {
    /** Numbers that a byte can stand for. */
    static final int LEVELS = 256;

    private final Graph graph;

    private ByteOutputs(Graph graph) {
        this.graph = graph;
    }

    /**
     * Shortens the graph by all that comes after the last convolutions, if that is possible for every output.
     *
     * @return the table of each output: 256 numbers, none less than the one before; nothing where the graph stays as it is
     */
    static Map<String, float[]> apply(Graph graph) {
        ByteOutputs pass = new ByteOutputs(graph);
        Map<String, float[]> tables = new LinkedHashMap<>();
        List<Tail> tails = new ArrayList<>();
        for (String output : graph.outputs()) {
            Tail tail = new Tail(graph, output);
            Optional<float[]> table = tail.isCut() ? pass.table(tail.steps) : Optional.empty();
            if (table.isEmpty()) {
                return Map.of();
            }
            tails.add(tail);
            tables.put(output, table.get());
        }
        tails.forEach(pass::cut);
        return tables;
    }

    /** What lies between the bytes of a convolution and an output {@code [batch, places, channels]}: split, shape, turn, in this order. */
    private static final class Tail {
        /** More than any exporter puts there, so that a graph that runs in a circle has an end. */
        private static final int LONGEST = 32;

        private final Graph graph;
        private final String output;
        /** What is done to each number alone, from the bytes on. */
        private final List<Node> steps = new ArrayList<>();

        private boolean turned;
        private int channels;
        private @Nullable Node split;
        /** What {@link #split} makes for this output. */
        private String part = "";
        /** The bytes, {@code [batch, channels, rows, columns]}; empty if the output comes from elsewhere. */
        private String source = "";

        /** Walks from the output towards the convolution. */
        private Tail(Graph graph, String output) {
            this.graph = graph;
            this.output = output;
            String at = output;
            for (int i = 0; i < LONGEST && source.isEmpty(); i++) {
                Optional<Node> node = graph.maker(at);
                if (node.isEmpty() || !goesOn(node.get(), at)) {
                    return;
                }
                at = node.get().input();
            }
        }

        private boolean isCut() {
            return !source.isEmpty() && graph.users(output).isEmpty();
        }

        private boolean goesOn(Node node, String made) {
            return switch (node.type()) {
                case "Identity" -> true;
                case "DequantizeLinear", "Sigmoid" -> stepOf(node);
                case "QuantizeLinear" -> quantised(node);
                case "Transpose" -> turnedBy(node);
                case "Reshape" -> shapedBy(node);
                case "Split" -> splitBy(node, made);
                default -> false;
            };
        }

        private boolean stepOf(Node node) {
            steps.add(0, node);
            return true;
        }

        private boolean quantised(Node node) {
            if (channels > 0 && graph.maker(node.input(), "Conv").isPresent()) {
                source = node.output();
                return true;
            }
            return stepOf(node);
        }

        private boolean turnedBy(Node node) {
            boolean first = !turned && channels == 0;
            turned = true;
            return first && node.ints("perm").equals(List.of(0, 2, 1));
        }

        private boolean shapedBy(Node node) {
            Optional<Tensor> shape = graph.constant(node.input(1))
                    .filter(sizes -> sizes.type() == Onnx.INT64 && sizes.dims().equals(List.of(3)));
            boolean first = turned && channels == 0;
            channels = shape.map(sizes -> (int) sizes.real(1)).orElse(0);
            return first && channels > 0;
        }

        private boolean splitBy(Node node, String made) {
            boolean first = channels > 0 && split == null;
            split = node;
            part = made;
            return first && node.number("axis", 0) == 1 && node.inputs().size() == 2;
        }
    }

    /** What each byte becomes by the steps; empty if one of them is not of plain bytes, or a larger byte is not a larger number. */
    private Optional<float[]> table(List<Node> steps) {
        float[] numbers = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            numbers[level] = level;
        }
        for (Node step : steps) {
            if (step.type().equals("Sigmoid")) {
                for (int level = 0; level < LEVELS; level++) {
                    numbers[level] = (float) (1 / (1 + Math.exp(-numbers[level])));
                }
                continue;
            }
            Optional<Tensor> scale = graph.constant(step.input(1)).filter(Tensor::isScalar);
            Optional<Tensor> zero = graph.constant(step.input(2)).filter(tensor -> tensor.type() == Onnx.UINT8);
            if (scale.isEmpty() || zero.isEmpty()) {
                return Optional.empty();
            }
            float unit = scale.get().real(0);
            float none = zero.get().real(0);
            boolean toLevels = step.type().equals("QuantizeLinear");
            for (int level = 0; level < LEVELS; level++) {
                numbers[level] = toLevels ? level(numbers[level] / unit, none) : (numbers[level] - none) * unit;
            }
        }
        boolean ascending = IntStream.range(1, LEVELS).allMatch(level -> numbers[level] >= numbers[level - 1]);
        return ascending ? Optional.of(numbers) : Optional.empty();
    }

    private static float level(float units, float none) {
        return (float) Math.max(0, Math.min(LEVELS - 1, Math.rint(units) + none));
    }

    private void cut(Tail tail) {
        String rows = tail.source + "/rows";
        graph.put(new Node("Transpose", List.of(tail.source), rows).withInts("perm", List.of(0, 2, 3, 1)));
        String part = rows;
        if (tail.split != null) {
            List<String> parts =
                    tail.split.outputs().stream().map(name -> name + "/rows").toList();
            graph.put(new Node("Split", List.of(rows, tail.split.input(1)), parts, ProtoMessage.EMPTY)
                    .withInt("axis", 3));
            part = tail.part + "/rows";
        }
        String shape = tail.output + "/shape";
        graph.put(Tensor.longs(shape, 0, -1, tail.channels));
        graph.put(new Node("Reshape", List.of(part, shape), tail.output));
        graph.declare(tail.output, Onnx.UINT8, graph.dims(tail.output));
    }
}
