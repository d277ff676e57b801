package watchpost.detector.graph;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator of a graph: what it takes, what it makes, and how. Immutable.
 *
 * @param inputs names of the tensors that it takes, empty where one is left out
 * @param outputs names of the tensors that it makes, at least one
 * @param rest its attributes and whatever else the file says of it
 */
record Node(String type, List<String> inputs, List<String> outputs, ProtoMessage rest) {
    Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** One without attributes. */
    Node(String type, List<String> inputs, String output) {
        this(type, inputs, List.of(output), ProtoMessage.EMPTY);
    }

    static Node read(ProtoMessage message) {
        ProtoMessage rest = message;
        for (int known : new int[] {Onnx.NODE_INPUT, Onnx.NODE_OUTPUT, Onnx.NODE_OP_TYPE, Onnx.NODE_NAME}) {
            rest = rest.without(known);
        }
        return new Node(
                message.text(Onnx.NODE_OP_TYPE), message.texts(Onnx.NODE_INPUT), message.texts(Onnx.NODE_OUTPUT), rest);
    }

    ProtoMessage message() {
        ProtoMessage message = ProtoMessage.EMPTY;
        for (String input : inputs) {
            message = message.with(Onnx.NODE_INPUT, input);
        }
        for (String output : outputs) {
            message = message.with(Onnx.NODE_OUTPUT, output);
        }
        message = message.with(Onnx.NODE_NAME, output()).with(Onnx.NODE_OP_TYPE, type);
        return new ProtoMessage(
                Stream.concat(message.fields().stream(), rest.fields().stream()).toList());
    }

    /** The first tensor that it takes, empty if there is none. */
    String input() {
        return input(0);
    }

    /** The tensor that it takes in this place, empty if there is none. */
    String input(int place) {
        return place < inputs.size() ? inputs.get(place) : "";
    }

    /** The first tensor that it makes. */
    String output() {
        return outputs.get(0);
    }

    /** The same for other tensors. */
    Node between(List<String> otherInputs, String output) {
        return new Node(type, otherInputs, List.of(output), rest);
    }

    /** The same with one attribute more. */
    Node withInt(String attribute, long value) {
        return new Node(type, inputs, outputs, Onnx.withInt(rest, attribute, value));
    }

    /** The same with another attribute of whole numbers, which replaces one of its name. */
    Node withInts(String attribute, List<Integer> values) {
        ProtoMessage others = rest.withoutMessages(Onnx.NODE_ATTRIBUTE, message -> message.text(Onnx.ATTRIBUTE_NAME)
                .equals(attribute));
        return new Node(type, inputs, outputs, Onnx.withInts(others, attribute, values));
    }

    /** An attribute of whole numbers, empty if it is not there. */
    List<Integer> ints(String attribute) {
        return attribute(attribute).stream()
                .flatMap(message -> message.numbers(Onnx.ATTRIBUTE_INTS).stream())
                .map(Long::intValue)
                .toList();
    }

    long number(String attribute, long otherwise) {
        return attribute(attribute)
                .flatMap(message -> message.number(Onnx.ATTRIBUTE_INT))
                .orElse(otherwise);
    }

    float real(String attribute, float otherwise) {
        return attribute(attribute)
                .flatMap(message -> message.fixed(Onnx.ATTRIBUTE_FLOAT))
                .filter(bytes -> bytes.remaining() == Float.BYTES)
                .map(bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN).getFloat(0))
                .orElse(otherwise);
    }

    boolean has(String attribute) {
        return attribute(attribute).isPresent();
    }

    /** Whether it has a graph inside, which may use any tensor around it. */
    boolean hasGraphInside() {
        return rest.messages(Onnx.NODE_ATTRIBUTE).stream()
                .flatMap(attribute -> attribute.fields().stream())
                .anyMatch(field -> field.number() == Onnx.ATTRIBUTE_GRAPH || field.number() == Onnx.ATTRIBUTE_GRAPHS);
    }

    private Optional<ProtoMessage> attribute(String name) {
        return rest.messages(Onnx.NODE_ATTRIBUTE).stream()
                .filter(message -> message.text(Onnx.ATTRIBUTE_NAME).equals(name))
                .findFirst();
    }
}
