package watchpost.detector.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph while it is rewritten: which operator makes each tensor, constants, and outputs. Not thread-safe. */
final class Graph {
    private final ProtoMessage whole;
    /** The operator that makes each tensor. */
    private final Map<String, Node> makers = new LinkedHashMap<>();

    private final Map<String, ProtoMessage> constants = new LinkedHashMap<>();
    private final Map<String, ProtoMessage> outputs = new LinkedHashMap<>();

    private Graph(ProtoMessage whole) {
        this.whole = whole;
    }

    /** The graph of a model; empty if there are graphs inside it, whose use of its tensors is not seen here. */
    static Optional<Graph> of(ProtoMessage message) {
        Graph graph = new Graph(message);
        for (ProtoMessage node : message.messages(Onnx.GRAPH_NODE)) {
            graph.put(Node.read(node));
        }
        message.messages(Onnx.GRAPH_INITIALIZER)
                .forEach(tensor -> graph.constants.put(tensor.text(Onnx.TENSOR_NAME), tensor));
        message.messages(Onnx.GRAPH_OUTPUT).forEach(output -> graph.outputs.put(output.text(Onnx.VALUE_NAME), output));
        boolean nested = graph.makers.values().stream().anyMatch(Node::hasGraphInside);
        return nested ? Optional.empty() : Optional.of(graph);
    }

    /** Adds an operator; it takes the place of the one that made the same tensor. */
    void put(Node node) {
        node.outputs().stream().filter(output -> !output.isEmpty()).forEach(output -> makers.put(output, node));
    }

    void put(Tensor constant) {
        constants.put(constant.name(), constant.message());
    }

    /** Says of what type and size an output is from now on. */
    void declare(String output, int elementType, List<Integer> dims) {
        outputs.put(output, Onnx.value(output, elementType, dims));
    }

    List<String> outputs() {
        return List.copyOf(outputs.keySet());
    }

    /** Sizes of an output's axes; -1 for one that is left open. */
    List<Integer> dims(String output) {
        return Onnx.dims(outputs.getOrDefault(output, ProtoMessage.EMPTY));
    }

    List<Node> nodes() {
        Set<Node> seen = identities();
        return makers.values().stream().filter(seen::add).toList();
    }

    /** The operator that makes a tensor; empty for inputs and constants. */
    Optional<Node> maker(String tensor) {
        return Optional.ofNullable(makers.get(tensor));
    }

    /** The same, if it is of this type. */
    Optional<Node> maker(String tensor, String type) {
        return maker(tensor).filter(node -> node.type().equals(type));
    }

    /** The only operator that takes a tensor, if it is of this type and the tensor is no output of the graph. */
    Optional<Node> onlyUser(String tensor, String type) {
        List<Node> users = users(tensor);
        boolean one = users.size() == 1 && !outputs.containsKey(tensor);
        return one ? Optional.of(users.get(0)).filter(node -> node.type().equals(type)) : Optional.empty();
    }

    List<Node> users(String tensor) {
        return nodes().stream().filter(node -> node.inputs().contains(tensor)).toList();
    }

    Optional<Tensor> constant(String name) {
        return Optional.ofNullable(constants.get(name)).flatMap(Tensor::read);
    }

    /** The message, operators in order of use, without what nothing needs. */
    ProtoMessage message() {
        List<Node> order = inOrder();
        Set<String> used =
                order.stream().flatMap(node -> node.inputs().stream()).collect(Collectors.toSet());
        used.addAll(outputs.keySet());
        ProtoMessage message = whole.without(Onnx.GRAPH_NODE)
                .without(Onnx.GRAPH_INITIALIZER)
                .without(Onnx.GRAPH_OUTPUT)
                .withoutMessages(Onnx.GRAPH_VALUE_INFO, value -> !used.contains(value.text(Onnx.VALUE_NAME)));
        List<ProtoMessage.Field> fields = new ArrayList<>(message.fields());
        order.forEach(node -> fields.addAll(
                ProtoMessage.EMPTY.with(Onnx.GRAPH_NODE, node.message()).fields()));
        constants.forEach((name, tensor) -> {
            if (used.contains(name)) {
                fields.addAll(
                        ProtoMessage.EMPTY.with(Onnx.GRAPH_INITIALIZER, tensor).fields());
            }
        });
        outputs.values()
                .forEach(output -> fields.addAll(
                        ProtoMessage.EMPTY.with(Onnx.GRAPH_OUTPUT, output).fields()));
        return new ProtoMessage(fields);
    }

    /** What the outputs need, each operator after those whose tensors it takes. */
    private List<Node> inOrder() {
        Set<Node> begun = identities();
        Set<Node> done = identities();
        List<Node> order = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        outputs.keySet().forEach(output -> maker(output).ifPresent(open::push));
        while (!open.isEmpty()) {
            Node node = open.peek();
            if (begun.add(node)) {
                node.inputs().forEach(input -> maker(input)
                        .filter(before -> !begun.contains(before))
                        .ifPresent(open::push));
            } else if (done.add(open.pop())) {
                order.add(node);
            }
        }
        return order;
    }

    /** Each operator is one object here; comparing what is in them took four fifths of the time. */
    private static Set<Node> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
