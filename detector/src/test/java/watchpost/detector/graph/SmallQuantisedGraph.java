package watchpost.detector.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.model.ModelInput;

/**
 * A detector in small, quantised as exporters do it: a convolution of 3 × 3 pixels in steps of 2, perhaps an activation and a maximum, a
 * convolution of single places, and scores and distances cut out of it. All weights are random.
 */
final class SmallQuantisedGraph {
    private static final int SCORES = 3;
    private static final int DISTANCES = 2;
    /** So that no processor runs over where it sums two products in 16 bits. */
    private static final int LARGEST_WEIGHT = 63;

    private final Stem stem;
    private final SplittableRandom random;
    private ProtoMessage graph = ProtoMessage.EMPTY.with(2, "small");

    /**
     * @param pads top, left, bottom, right
     * @param perChannel whether the weights have a scale for each channel
     * @param biased whether the first convolution adds something for each channel
     * @param pooled whether an activation and a maximum come behind it
     */
    record Stem(Size size, int channels, List<Integer> pads, boolean perChannel, boolean biased, boolean pooled) {
        static Stem any(SplittableRandom random) {
            Size size = new Size(4 * random.nextInt(2, 10), random.nextInt(6, 20));
            int left = random.nextInt(2);
            List<Integer> pads =
                    List.of(random.nextInt(2), left, random.nextInt(2), 1 - left + random.nextInt(1 + left));
            return new Stem(
                    size,
                    random.nextInt(1, 20),
                    pads,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
        }

        ModelInput input() {
            return new ModelInput(
                    "input",
                    size,
                    ModelInput.Layout.NCHW,
                    PixelOrder.BGR,
                    List.of(103.5, 116.3, 123.7),
                    List.of(57.4, 57.1, 58.4),
                    Letterbox.Fit.CENTRED,
                    List.of(0, 0, 0),
                    Optional.empty());
        }
    }

    SmallQuantisedGraph(Stem stem, SplittableRandom random) {
        this.stem = stem;
        this.random = random;
        Size size = stem.size();
        List<Integer> dims = List.of(1, 3, size.height(), size.width());
        graph = graph.with(Onnx.GRAPH_INPUT, Onnx.value("input", Onnx.FLOAT, dims));
        scales("input", 0.018f, 114);
        quantise("input", "input");
        convolution("input", "stem", List.of(stem.channels(), 3, 3, 3), stem.pads(), 2);
        String from = "stem";
        int rows = (size.height() + stem.pads().get(0) + stem.pads().get(2) - 3) / 2 + 1;
        int columns = (size.width() + stem.pads().get(1) + stem.pads().get(3) - 3) / 2 + 1;
        if (stem.pooled()) {
            from = pooled();
            rows = (rows - 1) / 2 + 1;
            columns = (columns - 1) / 2 + 1;
        }
        convolution(from, "head", List.of(SCORES + DISTANCES, stem.channels(), 1, 1), List.of(0, 0, 0, 0), 1);
        put(Tensor.longs("parts", SCORES, DISTANCES));
        put(new Node("Split", List.of("head/dequantised", "parts"), List.of("scores", "distances"), ProtoMessage.EMPTY)
                .withInt("axis", 1));
        scales("score", 1 / 256f, 0);
        quantise("scores", "head");
        quantise("distances", "head");
        put(new Node("Sigmoid", List.of("scores/dequantised"), "score"));
        quantise("score", "score");
        output("score", "score", "cls", SCORES, rows * columns);
        output("distances", "head", "dis", DISTANCES, rows * columns);
    }

    byte[] bytes() {
        return ProtoMessage.EMPTY
                .with(1, 8)
                .with(8, ProtoMessage.EMPTY.with(2, 13))
                .with(Onnx.MODEL_GRAPH, graph)
                .toBytes();
    }

    private String pooled() {
        scales("active", 0.03f, 20);
        put(new Node("LeakyRelu", List.of("stem/dequantised"), "active"));
        quantise("active", "active");
        put(new Node("MaxPool", List.of("active/dequantised"), "pool")
                .withInts("kernel_shape", List.of(3, 3))
                .withInts("pads", List.of(1, 1, 1, 1))
                .withInts("strides", List.of(2, 2)));
        quantise("pool", "active");
        return "pool";
    }

    private void convolution(String from, String to, List<Integer> dims, List<Integer> pads, int stride) {
        int outputs = dims.get(0);
        int inputs = dims.get(1) * dims.get(2) * dims.get(3);
        byte[] weights = new byte[outputs * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) random.nextInt(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1);
        }
        put(new Tensor(to + "/weights", dims, Onnx.INT8, ByteBuffer.wrap(weights)));
        int scales = stem.perChannel() ? outputs : 1;
        float[] weightScale = new float[scales];
        float[] biasScale = new float[scales];
        for (int i = 0; i < scales; i++) {
            weightScale[i] = (float) random.nextDouble(0.001, 0.004);
            biasScale[i] = weightScale[i] * 0.018f;
        }
        List<Integer> axis = stem.perChannel() ? List.of(outputs) : List.of();
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.floats(to + "/weights/scale", axis, weightScale))
                .with(Onnx.GRAPH_INITIALIZER, Onnx.floats(to + "/bias/scale", axis, biasScale));
        put(new Tensor(to + "/weights/zero", axis, Onnx.INT8, ByteBuffer.allocate(scales)));
        put(new Node("DequantizeLinear", names(to + "/weights", to + "/weights"), to + "/kernels").withInt("axis", 0));
        List<String> taken = new ArrayList<>(List.of(from + "/dequantised", to + "/kernels"));
        if (stem.biased()) {
            ByteBuffer bias = ByteBuffer.allocate(outputs * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < outputs; i++) {
                bias.putInt(random.nextInt(-5000, 5000));
            }
            put(new Tensor(to + "/bias", List.of(outputs), Onnx.INT32, bias.flip()));
            put(new Tensor(to + "/bias/zero", axis, Onnx.INT32, ByteBuffer.allocate(scales * Integer.BYTES)));
            put(new Node("DequantizeLinear", names(to + "/bias", to + "/bias"), to + "/added").withInt("axis", 0));
            taken.add(to + "/added");
        }
        put(new Node("Conv", taken, to)
                .withInts("kernel_shape", dims.subList(2, 4))
                .withInts("pads", pads)
                .withInts("strides", List.of(stride, stride)));
        scales(to, 0.04f, 128);
        quantise(to, to);
    }

    private void output(String from, String scale, String to, int channels, int places) {
        put(Tensor.longs(to + "/shape", 1, channels, places));
        put(new Node("Reshape", List.of(from + "/dequantised", to + "/shape"), to + "/planes"));
        quantise(to + "/planes", scale);
        put(new Node("Transpose", List.of(to + "/planes/dequantised"), to + "/turned")
                .withInts("perm", List.of(0, 2, 1)));
        quantise(to + "/turned", scale);
        put(new Node("Identity", List.of(to + "/turned/dequantised"), to));
        graph = graph.with(Onnx.GRAPH_OUTPUT, Onnx.value(to, Onnx.FLOAT, List.of(1, places, channels)));
    }

    /** From numbers to levels and back, with the scales of {@code as}. */
    private void quantise(String numbers, String as) {
        put(new Node("QuantizeLinear", names(numbers, as), numbers + "/levels"));
        put(new Node("DequantizeLinear", names(numbers + "/levels", as), numbers + "/dequantised"));
    }

    private void scales(String name, float scale, int zero) {
        graph = graph.with(Onnx.GRAPH_INITIALIZER, Onnx.floats(name + "/scale", List.of(), new float[] {scale}));
        put(new Tensor(name + "/zero", List.of(), Onnx.UINT8, ByteBuffer.wrap(new byte[] {(byte) zero})));
    }

    private static List<String> names(String tensor, String scales) {
        return List.of(tensor, scales + "/scale", scales + "/zero");
    }

    private void put(Node node) {
        graph = graph.with(Onnx.GRAPH_NODE, node.message());
    }

    private void put(Tensor constant) {
        graph = graph.with(Onnx.GRAPH_INITIALIZER, constant.message());
    }
}
