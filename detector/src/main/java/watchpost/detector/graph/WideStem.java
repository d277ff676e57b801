package watchpost.detector.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelInput;

/**
 * Lets the first convolution of a quantised graph look at four pixels of a row at a time. Of three colours a pixel ONNX Runtime gathers
 * three bytes for each of nine places, which costs more than the products; a row of 3-byte pixels is also a row of a quarter as many
 * 12-byte ones, without a byte being moved. Two neighbouring outputs lie over each of those, so the convolution gets twice the
 * channels, with zeros for the pixels that an output does not see, and its outputs too lie in memory as they did. The whole numbers
 * that are summed are the same.
 */
final class WideStem {
    private static final int COLOURS = 3;
    private static final int KERNEL = 3;
    private static final int STRIDE = 2;
    private static final int GROUP = 4;
    private static final int SIDE_BY_SIDE = GROUP / STRIDE;
    private static final String WIDE = "/wide";

    private final Graph graph;
    private final Size size;

    /** From the quantised input to the quantised output. */
    private record Stem(Node quantise, Node dequantise, Node convolution, Node requantise) {}

    private WideStem(Graph graph, Size size) {
        this.graph = graph;
        this.size = size;
    }

    /** Rewrites the convolution that takes the graph's input, if it is one of 3 × 3 pixels in steps of 2; says whether it did. */
    static boolean apply(Graph graph, ModelInput input) {
        return new WideStem(graph, input.size()).widened(input.name());
    }

    private boolean widened(String input) {
        Optional<Stem> found = graph.onlyUser(input, "QuantizeLinear")
                .flatMap(quantise -> graph.onlyUser(quantise.output(), "DequantizeLinear")
                        .flatMap(dequantise -> graph.onlyUser(dequantise.output(), "Conv")
                                .flatMap(conv -> graph.onlyUser(conv.output(), "QuantizeLinear")
                                        .map(requantise -> new Stem(quantise, dequantise, conv, requantise)))))
                .filter(this::fits);
        Optional<Node> weights =
                found.flatMap(stem -> graph.maker(stem.convolution().input(1), "DequantizeLinear"));
        Optional<Tensor> kernels = weights.flatMap(node -> graph.constant(node.input()))
                .filter(tensor -> tensor.type() == Onnx.INT8
                        && tensor.dims().size() == 4
                        && tensor.dims().subList(1, 4).equals(List.of(COLOURS, KERNEL, KERNEL)));
        if (found.isEmpty() || weights.isEmpty() || kernels.isEmpty()) {
            return false;
        }
        Node convolution = found.get().convolution();
        Optional<List<String>> bias = convolution.inputs().size() < 3
                ? Optional.of(List.of())
                : bias(convolution.input(2), kernels.get().dims().get(0)).map(List::of);
        if (bias.isEmpty()) {
            return false;
        }
        rewrite(found.get(), weights.get(), kernels.get(), bias.get());
        return true;
    }

    private boolean fits(Stem stem) {
        Node convolution = stem.convolution();
        List<Integer> pads = pads(convolution);
        boolean perTensor = List.of(stem.quantise(), stem.dequantise(), stem.requantise()).stream()
                .allMatch(node -> node.inputs().size() == 3
                        && graph.constant(node.input(1))
                                .filter(Tensor::isScalar)
                                .isPresent());
        return perTensor
                && !convolution.has("auto_pad")
                && convolution.number("group", 1) == 1
                && convolution.ints("dilations").stream().allMatch(step -> step == 1)
                && convolution.ints("strides").equals(List.of(STRIDE, STRIDE))
                && pads.size() == 4
                && size.width() % GROUP == 0
                && outputs(size.width(), pads.get(1), pads.get(3)) == size.width() / STRIDE;
    }

    private static List<Integer> pads(Node convolution) {
        return convolution.has("pads") ? convolution.ints("pads") : List.of(0, 0, 0, 0);
    }

    private static int outputs(int side, int before, int after) {
        return (side + before + after - KERNEL) / STRIDE + 1;
    }

    private void rewrite(Stem stem, Node weights, Tensor kernels, List<String> bias) {
        Node convolution = stem.convolution();
        List<Integer> pads = pads(convolution);
        int left = pads.get(1);
        int firstGroup = Math.floorDiv(-left, GROUP);
        int groups = Math.floorDiv(GROUP - STRIDE - left + KERNEL - 1, GROUP) - firstGroup + 1;
        int channels = kernels.dims().get(0);

        String pixels = stem.quantise().output();
        regroup(pixels, pixels + WIDE, size.height(), size.width() / GROUP, GROUP * COLOURS);
        Node dequantise = stem.dequantise();
        graph.put(dequantise.between(
                List.of(pixels + WIDE, dequantise.input(1), dequantise.input(2)), dequantise.output()));

        Tensor wide = wide(kernels, left, firstGroup, groups);
        graph.put(wide);
        List<String> inputs = new ArrayList<>(List.of(dequantise.output(), repeated(weights, wide.name(), channels)));
        inputs.addAll(bias);
        graph.put(convolution
                .between(inputs, convolution.output())
                .withInts("kernel_shape", List.of(KERNEL, groups))
                .withInts("strides", List.of(STRIDE, 1))
                .withInts("pads", List.of(pads.get(0), -firstGroup, pads.get(2), firstGroup + groups - 1)));

        String result = stem.requantise().output();
        String pairs = result + "/pairs";
        graph.put(stem.requantise().between(stem.requantise().inputs(), pairs));
        int rows = outputs(size.height(), pads.get(0), pads.get(2));
        regroup(pairs, result, rows, size.width() / STRIDE, channels);
    }

    /** The same bytes in the runtime's order, colours innermost, as rows of other pixels. */
    private void regroup(String from, String to, int rows, int columns, int channels) {
        String shape = to + "/shape";
        graph.put(Tensor.longs(shape, 0, rows, columns, channels));
        graph.put(new Node("Transpose", List.of(from), to + "/in").withInts("perm", List.of(0, 2, 3, 1)));
        graph.put(new Node("Reshape", List.of(to + "/in", shape), to + "/regrouped"));
        graph.put(new Node("Transpose", List.of(to + "/regrouped"), to).withInts("perm", List.of(0, 3, 1, 2)));
    }

    private static Tensor wide(Tensor kernels, int left, int firstGroup, int groups) {
        int channels = kernels.dims().get(0);
        int inputs = GROUP * COLOURS;
        ByteBuffer wide = ByteBuffer.allocate(SIDE_BY_SIDE * channels * inputs * KERNEL * groups);
        for (int output = 0; output < SIDE_BY_SIDE * channels; output++) {
            int channel = output % channels;
            for (int x = 0; x < KERNEL; x++) {
                int column = output / channels * STRIDE - left + x;
                int group = Math.floorDiv(column, GROUP) - firstGroup;
                for (int colour = 0; colour < COLOURS; colour++) {
                    int input = Math.floorMod(column, GROUP) * COLOURS + colour;
                    for (int y = 0; y < KERNEL; y++) {
                        byte weight = kernels.raw().get(((channel * COLOURS + colour) * KERNEL + y) * KERNEL + x);
                        wide.put(((output * inputs + input) * KERNEL + y) * groups + group, weight);
                    }
                }
            }
        }
        List<Integer> dims = List.of(SIDE_BY_SIDE * channels, inputs, KERNEL, groups);
        return new Tensor(kernels.name() + WIDE, dims, Onnx.INT8, wide);
    }

    /** The bias for twice the channels; empty if it is no constant. */
    private Optional<String> bias(String name, int channels) {
        if (graph.constant(name).isPresent()) {
            return Optional.of(repeated(name, channels));
        }
        return graph.maker(name, "DequantizeLinear")
                .filter(node -> graph.constant(node.input()).isPresent())
                .map(node -> repeated(node, repeated(node.input(), channels), channels));
    }

    /** The node for another constant, with its scales and zero points for twice the channels. */
    private String repeated(Node dequantise, String constant, int channels) {
        List<String> inputs = new ArrayList<>(List.of(constant));
        dequantise.inputs().stream().skip(1).forEach(name -> inputs.add(repeated(name, channels)));
        String output = dequantise.output() + WIDE;
        graph.put(dequantise.between(inputs, output));
        return output;
    }

    /** What is said for each channel, for twice as many. */
    private String repeated(String name, int channels) {
        Optional<Tensor> perChannel =
                graph.constant(name).filter(tensor -> tensor.dims().equals(List.of(channels)));
        perChannel.ifPresent(tensor -> graph.put(tensor.twice(name + WIDE)));
        return perChannel.isPresent() ? name + WIDE : name;
    }
}
