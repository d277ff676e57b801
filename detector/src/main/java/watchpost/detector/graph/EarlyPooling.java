package watchpost.detector.graph;

import java.util.List;
import java.util.Optional;

/**
 * Takes the maximum before the activation instead of after it in quantised graphs: where a larger number gives a larger one, the
 * maximum of the results is the result of the maximum, and the activation has a quarter of the work.
 */
final class EarlyPooling {
    private final Graph graph;

    /** A maximum, and what comes before it from a quantised tensor on: to numbers, activation, to levels, to numbers again. */
    private record Pooling(Node first, Node activation, Node levels, Node second, Node maximum, Node last) {}

    private EarlyPooling(Graph graph) {
        this.graph = graph;
    }

    /** Swaps each activation and maximum that can be; says whether there was one. */
    static boolean apply(Graph graph) {
        EarlyPooling pass = new EarlyPooling(graph);
        List<Pooling> found = graph.nodes().stream()
                .filter(node -> node.type().equals("MaxPool") && node.outputs().size() == 1)
                .flatMap(maximum -> pass.before(maximum).stream())
                .toList();
        found.forEach(pass::swap);
        return !found.isEmpty();
    }

    private Optional<Pooling> before(Node maximum) {
        return graph.maker(maximum.input(), "DequantizeLinear")
                .flatMap(second -> graph.maker(second.input(), "QuantizeLinear").flatMap(levels -> graph.maker(
                                levels.input())
                        .filter(EarlyPooling::rises)
                        .flatMap(activation -> graph.maker(activation.input(), "DequantizeLinear")
                                .flatMap(first -> graph.onlyUser(maximum.output(), "QuantizeLinear")
                                        .map(last -> new Pooling(first, activation, levels, second, maximum, last))))))
                .filter(this::canSwap);
    }

    private static boolean rises(Node activation) {
        return activation.type().equals("Relu")
                || (activation.type().equals("LeakyRelu") && activation.real("alpha", 0.01f) >= 0);
    }

    private boolean canSwap(Pooling found) {
        List<String> scale = scale(found.levels());
        return found.first().inputs().size() == 3
                && scale.size() == 2
                && scale(found.second()).equals(scale)
                && scale(found.last()).equals(scale)
                && graph.onlyUser(found.levels().output(), "DequantizeLinear").isPresent()
                && graph.onlyUser(found.activation().output(), "QuantizeLinear").isPresent()
                && graph.onlyUser(found.second().output(), "MaxPool").isPresent();
    }

    /** Names of the scale and the zero point. */
    private static List<String> scale(Node node) {
        return node.inputs().subList(1, node.inputs().size());
    }

    private void swap(Pooling found) {
        Node first = found.first();
        String prefix = found.last().output() + "/early";
        String scale = first.input(1);
        String zero = first.input(2);
        graph.put(new Node("DequantizeLinear", List.of(first.input(), scale, zero), prefix + "/in"));
        graph.put(found.maximum().between(List.of(prefix + "/in"), prefix));
        graph.put(new Node("QuantizeLinear", List.of(prefix, scale, zero), prefix + "/levels"));
        graph.put(new Node("DequantizeLinear", List.of(prefix + "/levels", scale, zero), prefix + "/out"));
        graph.put(found.activation().between(List.of(prefix + "/out"), prefix + "/active"));
        Node last = found.last();
        graph.put(last.between(List.of(prefix + "/active", last.input(1), last.input(2)), last.output()));
    }
}
