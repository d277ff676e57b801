package watchpost.detector.graph;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import watchpost.detector.model.ModelInput;

/**
 * Rewrites a prepared graph of 8-bit whole numbers so that the same numbers come out of it with less work on a CPU. Each rewriting knows
 * the pattern it replaces; a graph in which it is not found stays as it is.
 */
public final class QuantisedGraph {
    private static final String TABLE = "watchpost/levels/";

    private QuantisedGraph() {}

    /**
     * The rewritten graph; empty if nothing in it could be rewritten, or parts of it are damaged, of which the runtime tells more.
     *
     * @param prepared as {@link GraphPreparation#fold} makes it, for one picture a run
     * @param bytes whether the outputs may become bytes with a {@link #table}
     */
    public static Optional<byte[]> rewritten(byte[] prepared, ModelInput input, boolean bytes) {
        try {
            ProtoMessage model = ProtoMessage.parse(ByteBuffer.wrap(prepared));
            return model.message(Onnx.MODEL_GRAPH)
                    .flatMap(Graph::of)
                    .flatMap(graph -> rewritten(model, graph, input, bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> rewritten(ProtoMessage model, Graph graph, ModelInput input, boolean bytes) {
        boolean widened = WideStem.apply(graph, input);
        boolean pooled = EarlyPooling.apply(graph);
        Map<String, float[]> tables = bytes ? ByteOutputs.apply(graph) : Map.of();
        if (!widened && !pooled && tables.isEmpty()) {
            return Optional.empty();
        }
        ProtoMessage after = model.editing(Onnx.MODEL_GRAPH, old -> graph.message());
        for (Map.Entry<String, float[]> table : tables.entrySet()) {
            after = after.with(Onnx.MODEL_METADATA, Onnx.metadata(TABLE + table.getKey(), text(table.getValue())));
        }
        return Optional.of(after.toBytes());
    }

    /**
     * What the bytes of an output stand for.
     *
     * @param metadata what the model carries along
     * @return 256 numbers, none less than the one before; empty if the output has no bytes
     */
    public static Optional<float[]> table(Map<String, String> metadata, String output) {
        try {
            return Optional.ofNullable(metadata.get(TABLE + output))
                    .map(QuantisedGraph::numbers)
                    .filter(numbers -> numbers.length == ByteOutputs.LEVELS);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String text(float[] numbers) {
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> Float.toString(numbers[i]))
                .collect(Collectors.joining(" "));
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ", -1);
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }
}
