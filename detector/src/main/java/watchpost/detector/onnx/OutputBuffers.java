package watchpost.detector.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;

/**
 * Where one run at a time puts its outputs. An output whose shape the graph declares is written by the runtime straight into a buffer
 * that stays; the others are copied out of each result.
 */
final class OutputBuffers implements AutoCloseable {
    private final List<OutputShape> shapes;
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final Map<String, Output> pinnedOutputs = new LinkedHashMap<>();
    private final Set<String> unpinned = new LinkedHashSet<>();

    OutputBuffers(OrtEnvironment environment, List<OutputShape> shapes) throws OrtException {
        this.shapes = shapes;
        try {
            for (OutputShape shape : shapes) {
                if (shape.whole() || shape.dims().contains(OutputShape.UNKNOWN)) {
                    unpinned.add(shape.name());
                } else {
                    pin(environment, shape);
                }
            }
        } catch (OrtException e) {
            close();
            throw e;
        }
    }

    Map<String, OnnxTensor> pinned() {
        return pinned;
    }

    /** Names of the outputs that the runtime has to make itself. */
    Set<String> unpinned() {
        return unpinned;
    }

    /** The outputs of a run in the graph's order. */
    List<Output> outputs(OrtSession.Result result) {
        List<Output> outputs = new ArrayList<>(shapes.size());
        for (OutputShape shape : shapes) {
            Output output = pinnedOutputs.get(shape.name());
            outputs.add(
                    output != null
                            ? output
                            : copied((OnnxTensor) result.get(shape.name()).orElseThrow(), shape));
        }
        return outputs;
    }

    @Override
    public void close() {
        pinned.values().forEach(OnnxTensor::close);
    }

    private void pin(OrtEnvironment environment, OutputShape shape) throws OrtException {
        long[] dims = shape.dims().stream().mapToLong(Integer::longValue).toArray();
        int count = Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
                .order(ByteOrder.nativeOrder());
        pinned.put(shape.name(), OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), dims));
        pinnedOutputs.put(shape.name(), Output.of(shape.dims(), bytes.asFloatBuffer()));
    }

    private static Output copied(OnnxTensor tensor, OutputShape shape) {
        List<Integer> dims = Arrays.stream(tensor.getInfo().getShape())
                .mapToObj(dim -> (int) dim)
                .toList();
        return shape.whole() ? Output.of(dims, tensor.getLongBuffer()) : Output.of(dims, tensor.getFloatBuffer());
    }
}
