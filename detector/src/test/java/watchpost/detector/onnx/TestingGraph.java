package watchpost.detector.onnx;

import java.util.List;

/**
 * The smallest detector: a graph with one picture as input, whose outputs are given numbers times the picture's mean. A white picture
 * (normalised to 1) makes it answer with the numbers themselves, a black one with nothing.
 */
public final class TestingGraph {
    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_OPSET = 8;
    private static final int OPSET_VERSION = 2;
    private static final int GRAPH_NAME = 2;
    private static final int GRAPH_OUTPUT = 12;
    private static final String MEAN = "mean";

    private ProtoMessage graph;

    public TestingGraph(int width, int height) {
        graph = ProtoMessage.EMPTY
                .with(GRAPH_NAME, "test")
                .with(Onnx.GRAPH_INPUT, Onnx.value("input", Onnx.FLOAT, List.of(1, 3, height, width)))
                .with(
                        Onnx.GRAPH_NODE,
                        Onnx.connected(Onnx.withInt(Onnx.operator("ReduceMean"), "keepdims", 0), "input", MEAN));
    }

    /** Another output of floating point. */
    public TestingGraph output(String name, List<Integer> dims, float... numbers) {
        String constant = name + "/numbers";
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.floats(constant, dims, numbers))
                .with(Onnx.GRAPH_NODE, Onnx.connected(Onnx.withInput(Onnx.operator("Mul"), constant), MEAN, name))
                .with(GRAPH_OUTPUT, Onnx.value(name, Onnx.FLOAT, dims));
        return this;
    }

    /** Another output of whole numbers, always the same ones. */
    public TestingGraph whole(String name, List<Integer> dims, long... numbers) {
        String constant = name + "/numbers";
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.longs(constant, dims, numbers))
                .with(Onnx.GRAPH_NODE, Onnx.connected(Onnx.operator("Identity"), constant, name))
                .with(GRAPH_OUTPUT, Onnx.value(name, Onnx.INT64, dims));
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
