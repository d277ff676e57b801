package watchpost.detector.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchpost.core.vision.FrameShape;
import watchpost.detector.model.ModelException;
import watchpost.detector.model.ModelInput;
import watchpost.detector.model.ModelInput.Layout;

/**
 * Turns a graph that wants normalised floating point into one that takes the pixels as they are: packed 8-bit rows,
 * {@code uint8 [1][height][width][3]}. In front of the old input come Transpose, Cast, Sub and Mul, so that the scaler's output is the
 * model's input and no pixel is touched in Java.
 *
 * <p>The constants of Sub and Mul are as wide as a row, not one value for each colour: broadcasting three values cost 2.8 ms for a
 * 416 x 416 input, broadcasting a row costs 0.1 ms (ONNX Runtime 1.30, one thread).
 */
public final class GraphPreparation {
    /** Name of the new input. */
    public static final String PIXELS = "watchpost/pixels";

    private static final String MEAN = "watchpost/mean";
    private static final String SCALE = "watchpost/scale";
    private static final int CHANNELS = 3;
    private static final int OPEN = -1;

    private GraphPreparation() {}

    /**
     * The prepared graph for one picture a run.
     *
     * @param graph an ONNX file
     * @throws ModelException if it is none, or its input is not what the card says
     */
    public static byte[] fold(byte[] graph, ModelInput input) {
        return fold(graph, input, false);
    }

    /**
     * The prepared graph.
     *
     * @param graph an ONNX file
     * @param batches whether the size of the batch stays open, else it is 1
     * @throws ModelException if it is none, its input is not what the card says, or its batch is not open as wanted
     */
    public static byte[] fold(byte[] graph, ModelInput input, boolean batches) {
        try {
            ProtoMessage model = ProtoMessage.parse(ByteBuffer.wrap(graph));
            if (model.message(Onnx.MODEL_GRAPH).isEmpty()) {
                throw new ModelException("the file is not an ONNX model: it has no graph in it.");
            }
            return model.editing(Onnx.MODEL_GRAPH, old -> prepared(old, input, batches))
                    .toBytes();
        } catch (IllegalArgumentException e) {
            throw new ModelException("the file is not an ONNX model, or is damaged: " + e.getMessage() + ".", e);
        }
    }

    /** Whether a graph computes with 8-bit whole numbers in places. */
    public static boolean isQuantised(byte[] graph) {
        return nodes(graph).stream()
                .map(node -> node.text(Onnx.NODE_OP_TYPE))
                .anyMatch(type -> type.equals("QuantizeLinear") || type.equals("DequantizeLinear"));
    }

    /**
     * The pixels of a prepared graph and what becomes of them until its old input, by name. Any of them can be the first that an
     * accelerator takes over.
     *
     * @return shapes, {@value #OPEN} for the size of the batch if it is open
     */
    public static Map<String, List<Integer>> openTensors(byte[] graph) {
        ProtoMessage whole = ProtoMessage.parse(ByteBuffer.wrap(graph))
                .message(Onnx.MODEL_GRAPH)
                .orElseThrow();
        List<Integer> dims = Onnx.dims(whole.messages(Onnx.GRAPH_INPUT).get(0));
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        tensors.put(PIXELS, dims);
        String from = PIXELS;
        for (ProtoMessage node : nodes(graph)) {
            if (!from.startsWith(PIXELS) || !node.texts(Onnx.NODE_INPUT).get(0).equals(from)) {
                break;
            }
            if (node.text(Onnx.NODE_OP_TYPE).equals("Transpose")) {
                dims = List.of(dims.get(0), dims.get(3), dims.get(1), dims.get(2));
            }
            from = node.text(Onnx.NODE_OUTPUT);
            tensors.put(from, dims);
        }
        return tensors;
    }

    private static List<ProtoMessage> nodes(byte[] graph) {
        return ProtoMessage.parse(ByteBuffer.wrap(graph))
                .message(Onnx.MODEL_GRAPH)
                .orElseThrow()
                .messages(Onnx.GRAPH_NODE);
    }

    private static ProtoMessage prepared(ProtoMessage graph, ModelInput input, boolean batches) {
        Set<String> constants = graph.messages(Onnx.GRAPH_INITIALIZER).stream()
                .map(tensor -> tensor.text(Onnx.TENSOR_NAME))
                .collect(Collectors.toSet());
        List<ProtoMessage> inputs = graph.messages(Onnx.GRAPH_INPUT).stream()
                .filter(value -> !constants.contains(value.text(Onnx.VALUE_NAME)))
                .toList();
        int batch = check(inputs, input);
        if (batches && batch == 1) {
            throw new ModelException(
                    "the graph takes one picture a run: its input " + input.name() + " has a batch of 1.");
        }
        List<ProtoMessage> nodes = new ArrayList<>();
        List<ProtoMessage> tensors = new ArrayList<>();
        addNormalisation(input, nodes, tensors);
        input.sizeInput().ifPresent(name -> tensors.add(sizes(name, input)));

        // Nodes have to stand in order of use. Old inputs go, also those that only repeat a constant: they would keep
        // it from being folded.
        ProtoMessage head = ProtoMessage.EMPTY;
        for (ProtoMessage node : nodes) {
            head = head.with(Onnx.GRAPH_NODE, node);
        }
        FrameShape shape = input.shape();
        List<Integer> dims = List.of(
                batches ? OPEN : 1, shape.input().height(), shape.input().width(), CHANNELS);
        ProtoMessage rest =
                graph.without(Onnx.GRAPH_INPUT).with(Onnx.GRAPH_INPUT, Onnx.value(PIXELS, Onnx.UINT8, dims));
        for (ProtoMessage tensor : tensors) {
            rest = rest.with(Onnx.GRAPH_INITIALIZER, tensor);
        }
        return new ProtoMessage(
                Stream.concat(head.fields().stream(), rest.fields().stream()).toList());
    }

    /** The size of the batch; {@value #OPEN} if it is open. */
    private static int check(List<ProtoMessage> inputs, ModelInput input) {
        List<String> names =
                inputs.stream().map(value -> value.text(Onnx.VALUE_NAME)).toList();
        List<String> expected = Stream.concat(Stream.of(input.name()), input.sizeInput().stream())
                .toList();
        if (!Set.copyOf(names).equals(Set.copyOf(expected))) {
            throw new ModelException("the graph's inputs are " + names + ", the card says " + expected + ".");
        }
        ProtoMessage value = inputs.get(names.indexOf(input.name()));
        int height = input.size().height();
        int width = input.size().width();
        List<Integer> wanted =
                input.layout() == Layout.NCHW ? List.of(CHANNELS, height, width) : List.of(height, width, CHANNELS);
        List<Integer> dims = Onnx.dims(value);
        boolean fits = dims.size() == 4 && dims.get(0) <= 1;
        for (int i = 0; fits && i < wanted.size(); i++) {
            fits = dims.get(i + 1) < 0 || dims.get(i + 1).equals(wanted.get(i));
        }
        if (!fits || Onnx.elementType(value) != Onnx.FLOAT) {
            throw new ModelException("the graph's input " + input.name() + " is " + dims + " of type "
                    + Onnx.elementType(value) + ", the card says [1, "
                    + wanted.toString().substring(1) + " of 32-bit floats (type " + Onnx.FLOAT + ").");
        }
        return dims.get(0);
    }

    /** Adds the operators that make the old input out of the pixels, in order, and their constants. */
    private static void addNormalisation(ModelInput input, List<ProtoMessage> nodes, List<ProtoMessage> tensors) {
        List<ProtoMessage> steps = new ArrayList<>();
        if (input.layout() == Layout.NCHW) {
            steps.add(Onnx.withInts(Onnx.operator("Transpose"), "perm", List.of(0, 3, 1, 2)));
        }
        steps.add(Onnx.withInt(Onnx.operator("Cast"), "to", Onnx.FLOAT));
        if (input.mean().stream().anyMatch(value -> value != 0)) {
            tensors.add(row(MEAN, input, input.mean()));
            steps.add(Onnx.withInput(Onnx.operator("Sub"), MEAN));
        }
        if (input.deviation().stream().anyMatch(value -> value != 1)) {
            tensors.add(row(
                    SCALE,
                    input,
                    input.deviation().stream().map(value -> 1 / value).toList()));
            steps.add(Onnx.withInput(Onnx.operator("Mul"), SCALE));
        }
        String from = PIXELS;
        for (int i = 0; i < steps.size(); i++) {
            String to = i == steps.size() - 1 ? input.name() : PIXELS + "/" + i;
            nodes.add(Onnx.connected(steps.get(i), from, to));
            from = to;
        }
    }

    /** One value for each colour, repeated over a row of the input. */
    private static ProtoMessage row(String name, ModelInput input, List<Double> perColour) {
        int width = input.size().width();
        boolean planes = input.layout() == Layout.NCHW;
        float[] values = new float[width * CHANNELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = perColour.get(planes ? i / width : i % CHANNELS).floatValue();
        }
        return Onnx.floats(name, planes ? List.of(1, CHANNELS, 1, width) : List.of(1, 1, width, CHANNELS), values);
    }

    /** The size that a graph scales its boxes to: the input's, so that they come in input pixels. */
    private static ProtoMessage sizes(String name, ModelInput input) {
        return Onnx.longs(name, List.of(1, 2), new long[] {
            input.size().width(), input.size().height()
        });
    }
}
