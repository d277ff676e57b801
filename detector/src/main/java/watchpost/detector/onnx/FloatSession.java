package watchpost.detector.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import watchpost.detector.family.Output;

/**
 * A graph with one input and one output of 32-bit floats whose sizes differ from run to run, on one thread of the CPU. Used and closed
 * by one thread.
 */
public final class FloatSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final List<Long> inputDims;

    private FloatSession(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        NodeInfo only = only("input", session.getInputInfo());
        only("output", session.getOutputInfo());
        this.input = only.getName();
        this.inputDims =
                Arrays.stream(((TensorInfo) only.getInfo()).getShape()).boxed().toList();
    }

    /**
     * Opens an ONNX file.
     *
     * @throws InferenceException if the runtime is missing, or the graph cannot be run or has other inputs and outputs
     */
    public static FloatSession open(byte[] graph) {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "watchpost");
            OrtSession session;
            try (OrtSession.SessionOptions options =
                    SessionOptions.of(Provider.CPU, graph, List.of(), Optional.empty())) {
                session = environment.createSession(graph, options);
            }
            try {
                return new FloatSession(environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new InferenceException(OnnxSession.sentence(e), e);
        } catch (LinkageError e) {
            throw new InferenceException("ONNX Runtime's native library cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The graph's name of its input. */
    public String input() {
        return input;
    }

    /** The sizes of the input as the graph says them; -1 where it leaves one open. */
    public List<Long> inputDims() {
        return inputDims;
    }

    /**
     * Runs once.
     *
     * @param values a direct buffer, row-major from position 0, as many as {@code dims} say
     * @param reader gets the output; it is valid until it returns
     * @throws InferenceException if the run fails
     */
    public <T> T run(FloatBuffer values, long[] dims, Function<Output, T> reader) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, values, dims);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            List<Integer> shape = Arrays.stream(output.getInfo().getShape())
                    .mapToObj(Math::toIntExact)
                    .toList();
            return reader.apply(Output.of(shape, output.getFloatBuffer()));
        } catch (OrtException e) {
            throw new InferenceException("inference failed: " + OnnxSession.sentence(e), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("the model cannot be closed: " + OnnxSession.sentence(e), e);
        }
    }

    private static NodeInfo only(String what, Map<String, NodeInfo> nodes) {
        if (nodes.size() == 1) {
            NodeInfo node = nodes.values().iterator().next();
            if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
                return node;
            }
        }
        throw new InferenceException(
                "the graph does not have exactly one " + what + " of 32-bit floats: it has " + nodes.keySet() + ".");
    }
}
