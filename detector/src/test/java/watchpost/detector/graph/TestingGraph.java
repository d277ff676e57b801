package watchpost.detector.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * The smallest detector: a graph with one picture as input, whose outputs are given numbers times the picture's mean. A white picture
 * (normalised to 1) makes it answer with the numbers themselves, a black one with nothing.
 */
public final class TestingGraph {
    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_OPSET = 8;
    private static final int OPSET_VERSION = 2;
    private static final int GRAPH_NAME = 2;
    private static final String MEAN = "mean";

    private final boolean batches;
    private ProtoMessage graph;

    /** Takes one picture a run. */
    public TestingGraph(int width, int height) {
        this(width, height, false);
        graph = graph.with(Onnx.GRAPH_NODE, Onnx.connected(mean(), "input", MEAN));
    }

    private TestingGraph(int width, int height, boolean batches) {
        this.batches = batches;
        this.graph = ProtoMessage.EMPTY
                .with(GRAPH_NAME, "test")
                .with(Onnx.GRAPH_INPUT, Onnx.value("input", Onnx.FLOAT, List.of(batches ? -1 : 1, 3, height, width)));
    }

    /** Takes any number of pictures a run; outputs have three axes. */
    public static TestingGraph ofBatches(int width, int height) {
        TestingGraph made = new TestingGraph(width, height, true);
        made.graph = made.graph
                .with(Onnx.GRAPH_INITIALIZER, Onnx.longs("column", List.of(3), new long[] {-1, 1, 1}))
                .with(
                        Onnx.GRAPH_NODE,
                        Onnx.connected(Onnx.withInts(mean(), "axes", List.of(1, 2, 3)), "input", "means"))
                .with(
                        Onnx.GRAPH_NODE,
                        Onnx.connected(Onnx.withInput(Onnx.operator("Reshape"), "column"), "means", MEAN));
        return made;
    }

    /** Says that it takes any number of pictures a run, and answers for all of them together. */
    public static TestingGraph ofMixedBatches(int width, int height) {
        TestingGraph made = new TestingGraph(width, height, true);
        made.graph = made.graph.with(Onnx.GRAPH_NODE, Onnx.connected(mean(), "input", MEAN));
        return made;
    }

    private static ProtoMessage mean() {
        return Onnx.withInt(Onnx.operator("ReduceMean"), "keepdims", 0);
    }

    /** Another output of floating point. */
    public TestingGraph output(String name, List<Integer> dims, float... numbers) {
        String constant = name + "/numbers";
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.floats(constant, dims, numbers))
                .with(Onnx.GRAPH_NODE, Onnx.connected(Onnx.withInput(Onnx.operator("Mul"), constant), MEAN, name))
                .with(Onnx.GRAPH_OUTPUT, Onnx.value(name, Onnx.FLOAT, declared(dims)));
        return this;
    }

    private List<Integer> declared(List<Integer> dims) {
        return batches ? Stream.concat(Stream.of(-1), dims.stream().skip(1)).toList() : dims;
    }

    /** Another output of whole numbers, always the same ones. */
    public TestingGraph whole(String name, List<Integer> dims, long... numbers) {
        String constant = name + "/numbers";
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.longs(constant, dims, numbers))
                .with(Onnx.GRAPH_NODE, Onnx.connected(Onnx.operator("Identity"), constant, name))
                .with(Onnx.GRAPH_OUTPUT, Onnx.value(name, Onnx.INT64, dims));
        return this;
    }

    public byte[] bytes() {
        return ProtoMessage.EMPTY
                .with(MODEL_IR_VERSION, 8)
                .with(MODEL_OPSET, ProtoMessage.EMPTY.with(OPSET_VERSION, 13))
                .with(Onnx.MODEL_GRAPH, graph)
                .toBytes();
    }
}
