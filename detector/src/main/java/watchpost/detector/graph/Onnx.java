package watchpost.detector.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/** The few messages of the ONNX format that graph preparation reads and writes, by their field numbers ({@code onnx.proto3}). */
final class Onnx {
    static final int MODEL_GRAPH = 7;
    static final int MODEL_METADATA = 14;
    static final int GRAPH_NODE = 1;
    static final int GRAPH_INITIALIZER = 5;
    static final int GRAPH_INPUT = 11;
    static final int GRAPH_OUTPUT = 12;
    static final int GRAPH_VALUE_INFO = 13;
    static final int NODE_INPUT = 1;
    static final int NODE_OUTPUT = 2;
    static final int NODE_NAME = 3;
    static final int NODE_OP_TYPE = 4;
    static final int NODE_ATTRIBUTE = 5;
    static final int ATTRIBUTE_NAME = 1;
    static final int ATTRIBUTE_FLOAT = 2;
    static final int ATTRIBUTE_INT = 3;
    static final int ATTRIBUTE_GRAPH = 6;
    static final int ATTRIBUTE_INTS = 8;
    static final int ATTRIBUTE_GRAPHS = 11;
    static final int VALUE_NAME = 1;
    static final int VALUE_TYPE = 2;
    static final int TENSOR_DIMS = 1;
    static final int TENSOR_TYPE = 2;
    static final int TENSOR_FLOATS = 4;
    static final int TENSOR_INT32S = 5;
    static final int TENSOR_NAME = 8;
    static final int TENSOR_RAW = 9;

    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int INT32 = 6;
    static final int INT64 = 7;

    private static final int ATTRIBUTE_TYPE = 20;
    private static final int KIND_INT = 2;
    private static final int KIND_INTS = 7;
    private static final int METADATA_KEY = 1;
    private static final int METADATA_VALUE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int ELEMENT_TYPE = 1;
    private static final int SHAPE = 2;
    private static final int DIM = 1;
    private static final int DIM_VALUE = 1;
    private static final int DIM_NAME = 2;

    private Onnx() {}

    /** A node that is not connected yet. */
    static ProtoMessage operator(String type) {
        return ProtoMessage.EMPTY.with(NODE_OP_TYPE, type);
    }

    /** The node with {@code from} as its first input, before those it has, and {@code to} as its output and name. */
    static ProtoMessage connected(ProtoMessage node, String from, String to) {
        ProtoMessage head =
                ProtoMessage.EMPTY.with(NODE_INPUT, from).with(NODE_OUTPUT, to).with(NODE_NAME, to);
        return new ProtoMessage(
                Stream.concat(head.fields().stream(), node.fields().stream()).toList());
    }

    static ProtoMessage withInput(ProtoMessage node, String name) {
        return node.with(NODE_INPUT, name);
    }

    static ProtoMessage withInt(ProtoMessage node, String attribute, long value) {
        return node.with(
                NODE_ATTRIBUTE,
                ProtoMessage.EMPTY
                        .with(ATTRIBUTE_NAME, attribute)
                        .with(ATTRIBUTE_INT, value)
                        .with(ATTRIBUTE_TYPE, KIND_INT));
    }

    static ProtoMessage withInts(ProtoMessage node, String attribute, List<Integer> values) {
        ProtoMessage message = ProtoMessage.EMPTY.with(ATTRIBUTE_NAME, attribute);
        for (int value : values) {
            message = message.with(ATTRIBUTE_INTS, value);
        }
        return node.with(NODE_ATTRIBUTE, message.with(ATTRIBUTE_TYPE, KIND_INTS));
    }

    static ProtoMessage floats(String name, List<Integer> dims, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, dims, FLOAT, raw);
    }

    static ProtoMessage longs(String name, List<Integer> dims, long[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, dims, INT64, raw);
    }

    static ProtoMessage tensor(String name, List<Integer> dims, int type, ByteBuffer raw) {
        ProtoMessage tensor = ProtoMessage.EMPTY;
        for (int dim : dims) {
            tensor = tensor.with(TENSOR_DIMS, dim);
        }
        return tensor.with(TENSOR_TYPE, type).with(TENSOR_NAME, name).with(TENSOR_RAW, raw);
    }

    /** A text that a model carries along under a key. */
    static ProtoMessage metadata(String key, String value) {
        return ProtoMessage.EMPTY.with(METADATA_KEY, key).with(METADATA_VALUE, value);
    }

    /** An input or output of the graph; a size of -1 is left open. */
    static ProtoMessage value(String name, int elementType, List<Integer> dims) {
        ProtoMessage shape = ProtoMessage.EMPTY;
        for (int dim : dims) {
            shape = shape.with(
                    DIM,
                    dim < 0 ? ProtoMessage.EMPTY.with(DIM_NAME, "batch") : ProtoMessage.EMPTY.with(DIM_VALUE, dim));
        }
        ProtoMessage tensor = ProtoMessage.EMPTY.with(ELEMENT_TYPE, elementType).with(SHAPE, shape);
        return ProtoMessage.EMPTY.with(VALUE_NAME, name).with(VALUE_TYPE, ProtoMessage.EMPTY.with(TYPE_TENSOR, tensor));
    }

    /** Element type of an input or output, 0 if it says none. */
    static int elementType(ProtoMessage value) {
        return tensorType(value).number(ELEMENT_TYPE).orElse(0L).intValue();
    }

    /** Shape of an input or output; -1 for a size that is left open. */
    static List<Integer> dims(ProtoMessage value) {
        return tensorType(value).message(SHAPE).orElse(ProtoMessage.EMPTY).messages(DIM).stream()
                .map(dim -> dim.number(DIM_VALUE).orElse(-1L).intValue())
                .toList();
    }

    private static ProtoMessage tensorType(ProtoMessage value) {
        return value.message(VALUE_TYPE)
                .flatMap(type -> type.message(TYPE_TENSOR))
                .orElse(ProtoMessage.EMPTY);
    }
}
