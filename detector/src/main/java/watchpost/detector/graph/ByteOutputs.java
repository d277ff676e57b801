package watchpost.detector.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ends a quantised graph where its last convolutions end, so that rows of bytes come out, as they lie in memory, and a table says which
 * number each of the 256 bytes stands for. Sigmoid, turning round and making four bytes of one are left to the reader, who does
 * them for the few numbers that matter.
 */
final class ByteOutputs {
    private static final int LEVELS = 256;

    private final Graph graph;

    /**
     * An output of {@code [batch, places, channels]}.
     *
     * @param steps what is done to each number alone, from the bytes on
     * @param source the bytes, {@code [batch, channels, rows, columns]}
     * @param split what divides the channels, where only some of them are this output's
     * @param part what {@code split} makes of them for this output
     */
    private record Tail(
            String output, List<Node> steps, String source, int channels, Optional<Node> split, String part) {}

    private ByteOutputs(Graph graph) {
        this.graph = graph;
    }

    /**
     * Shortens the graph by all that comes after the last convolutions, if that is possible for every output.
     *
     * @return the table of each output: 256 numbers, ascending; nothing where the graph stays as it is
     */
    static Map<String, float[]> apply(Graph graph) {
        ByteOutputs pass = new ByteOutputs(graph);
        Map<String, float[]> tables = new LinkedHashMap<>();
        List<Tail> tails = new ArrayList<>();
        for (String output : graph.outputs()) {
            Optional<Tail> tail = pass.tail(output);
            Optional<float[]> table = tail.flatMap(found -> pass.table(found.steps()));
            if (tail.isEmpty() || table.isEmpty()) {
                return Map.of();
            }
            tails.add(tail.get());
            tables.put(output, table.get());
        }
        tails.forEach(pass::cut);
        return tables;
    }

    /** Walks from an output to the convolution that it comes from: split, shape, turn, in this order or not at all. */
    private Optional<Tail> tail(String output) {
        List<Node> steps = new ArrayList<>();
        Optional<Tensor> shape = Optional.empty();
        Optional<Node> split = Optional.empty();
        boolean turned = false;
        String part = "";
        String at = output;
        for (Node node = graph.maker(at).orElse(null);
                node != null;
                node = graph.maker(at).orElse(null)) {
            switch (node.type()) {
                case "Identity" -> {}
                case "DequantizeLinear", "Sigmoid" -> steps.add(0, node);
                case "QuantizeLinear" -> {
                    if (graph.maker(node.input(), "Conv").isPresent() && turned && shape.isPresent()) {
                        int channels = (int) shape.get().real(1);
                        return graph.users(output).isEmpty()
                                ? Optional.of(new Tail(output, steps, node.output(), channels, split, part))
                                : Optional.empty();
                    }
                    steps.add(0, node);
                }
                case "Transpose" -> {
                    if (turned || !node.ints("perm").equals(List.of(0, 2, 1))) {
                        return Optional.empty();
                    }
                    turned = true;
                }
                case "Reshape" -> {
                    Optional<Tensor> wanted = graph.constant(node.inputs().get(1))
                            .filter(sizes -> sizes.dims().equals(List.of(3)));
                    if (!turned || shape.isPresent() || wanted.isEmpty()) {
                        return Optional.empty();
                    }
                    shape = wanted;
                }
                case "Split" -> {
                    if (shape.isEmpty()
                            || split.isPresent()
                            || node.number("axis", 0) != 1
                            || node.inputs().size() != 2) {
                        return Optional.empty();
                    }
                    split = Optional.of(node);
                    part = at;
                }
                default -> {
                    return Optional.empty();
                }
            }
            at = node.input();
        }
        return Optional.empty();
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
            Optional<Tensor> scale =
                    step.inputs().size() == 3 ? graph.constant(step.inputs().get(1)) : Optional.empty();
            Optional<Tensor> zero =
                    scale.flatMap(known -> graph.constant(step.inputs().get(2)));
            if (scale.isEmpty()
                    || zero.isEmpty()
                    || !scale.get().isScalar()
                    || zero.get().type() != Onnx.UINT8) {
                return Optional.empty();
            }
            boolean toLevels = step.type().equals("QuantizeLinear");
            for (int level = 0; level < LEVELS; level++) {
                numbers[level] = toLevels
                        ? quantised(
                                numbers[level], scale.get().real(0), zero.get().real(0))
                        : (numbers[level] - zero.get().real(0)) * scale.get().real(0);
            }
        }
        boolean ascending = IntStream.range(1, LEVELS).allMatch(level -> numbers[level] >= numbers[level - 1]);
        return ascending ? Optional.of(numbers) : Optional.empty();
    }

    private static float quantised(float number, float scale, float zero) {
        return (float) Math.max(0, Math.min(LEVELS - 1, Math.rint(number / scale) + zero));
    }

    private void cut(Tail tail) {
        String rows = tail.source() + "/rows";
        graph.put(new Node("Transpose", List.of(tail.source()), rows).withInts("perm", List.of(0, 2, 3, 1)));
        String part = rows;
        if (tail.split().isPresent()) {
            Node split = tail.split().get();
            List<String> parts =
                    split.outputs().stream().map(name -> name + "/rows").toList();
            graph.put(new Node("Split", List.of(rows, split.inputs().get(1)), parts, ProtoMessage.EMPTY)
                    .withInt("axis", 3));
            part = tail.part() + "/rows";
        }
        String shape = tail.output() + "/shape";
        graph.put(Tensor.longs(shape, 0, -1, tail.channels()));
        graph.put(new Node("Reshape", List.of(part, shape), tail.output()));
        graph.declare(tail.output(), Onnx.UINT8, graph.dims(tail.output()));
    }
}
