package watchpost.detector.onnx;

import ai.onnxruntime.OnnxJavaType;
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
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchpost.core.vision.FrameShape;
import watchpost.detector.family.Levels;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;
import watchpost.detector.family.OutputShape.Numbers;

/**
 * What one run at a time reads and writes. One picture is read where it lies; several are copied beside each other into memory that
 * stays. An output whose shape the graph declares is written by the runtime straight into a buffer that stays; the others are copied out
 * of each result.
 */
final class RunBuffers implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final OrtEnvironment environment;
    private final long[] inputShape;
    private final int pictureBytes;
    private final List<OutputShape> shapes;
    private final Map<String, Levels> levels;
    private final @Nullable ByteBuffer pixels;
    private final @Nullable OnnxTensor together;
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final Map<String, Output> pinnedOutputs = new LinkedHashMap<>();
    private final Set<String> unpinned = new LinkedHashSet<>();

    /** The input of one run, closed after it if it is not to stay. */
    record Input(OnnxTensor tensor, boolean stays) implements AutoCloseable {
        @Override
        public void close() {
            if (!stays) {
                tensor.close();
            }
        }
    }

    /**
     * @param levels what the bytes of an output stand for, by name
     * @param size pictures of a run
     * @param batches whether the graph's first axis is the batch
     */
    RunBuffers(
            OrtEnvironment environment,
            FrameShape shape,
            List<OutputShape> shapes,
            Map<String, Levels> levels,
            int size,
            boolean batches)
            throws OrtException {
        this.environment = environment;
        this.inputShape =
                new long[] {size, shape.input().height(), shape.input().width(), CHANNELS};
        this.pictureBytes = shape.bytes();
        this.shapes = shapes;
        this.levels = levels;
        this.pixels = size == 1 ? null : ByteBuffer.allocateDirect(Math.multiplyExact(size, pictureBytes));
        this.together = pixels == null ? null : tensor(pixels);
        try {
            for (OutputShape output : shapes) {
                List<Integer> dims = batches ? sized(output.dims(), size) : output.dims();
                if (output.numbers() == Numbers.WHOLE || dims.contains(OutputShape.UNKNOWN)) {
                    unpinned.add(output.name());
                } else {
                    pin(output, dims);
                }
            }
        } catch (OrtException e) {
            close();
            throw e;
        }
    }

    /** The pictures as a tensor; places of the batch that are left over keep what was there. */
    Input input(List<ByteBuffer> pictures) throws OrtException {
        if (together == null || pixels == null) {
            return new Input(tensor(pictures.get(0)), false);
        }
        for (int i = 0; i < pictures.size(); i++) {
            pixels.position(i * pictureBytes).put(pictures.get(i).duplicate());
        }
        return new Input(together, true);
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
        if (together != null) {
            together.close();
        }
    }

    private OnnxTensor tensor(ByteBuffer bytes) throws OrtException {
        return OnnxTensor.createTensor(environment, bytes, inputShape, OnnxJavaType.UINT8);
    }

    private static List<Integer> sized(List<Integer> dims, int size) {
        List<Integer> sized = new ArrayList<>(dims);
        if (!sized.isEmpty() && sized.get(0) == OutputShape.UNKNOWN) {
            sized.set(0, size);
        }
        return sized;
    }

    private void pin(OutputShape output, List<Integer> dimensions) throws OrtException {
        long[] dims = dimensions.stream().mapToLong(Integer::longValue).toArray();
        int count = Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact));
        boolean levelled = output.numbers() == Numbers.LEVELS;
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.multiplyExact(count, levelled ? Byte.BYTES : Float.BYTES))
                .order(ByteOrder.nativeOrder());
        if (levelled) {
            pinned.put(output.name(), OnnxTensor.createTensor(environment, bytes, dims, OnnxJavaType.UINT8));
            pinnedOutputs.put(output.name(), Output.of(dimensions, bytes, levels(output)));
        } else {
            pinned.put(output.name(), OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), dims));
            pinnedOutputs.put(output.name(), Output.of(dimensions, bytes.asFloatBuffer()));
        }
    }

    private Levels levels(OutputShape output) {
        return Objects.requireNonNull(levels.get(output.name()), output.name());
    }

    private Output copied(OnnxTensor tensor, OutputShape shape) {
        List<Integer> dims = Arrays.stream(tensor.getInfo().getShape())
                .mapToObj(dim -> (int) dim)
                .toList();
        return switch (shape.numbers()) {
            case WHOLE -> Output.of(dims, tensor.getLongBuffer());
            case REAL -> Output.of(dims, tensor.getFloatBuffer());
            case LEVELS -> Output.of(dims, tensor.getByteBuffer(), levels(shape));
        };
    }
}
