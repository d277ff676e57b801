package watchpost.detector.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import watchpost.core.vision.FrameShape;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;

/**
 * One graph, open and warm on one provider. Any number of threads may run it at the same time; each run borrows buffers for its outputs,
 * so a steady state allocates nothing native. {@link #close()} waits for the runs in progress.
 */
public final class InferenceSession implements AutoCloseable {
    private static final String MESSAGE_MARK = " - message: ";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final long[] inputShape;
    private final List<OutputShape> outputs;
    private final ConcurrentLinkedQueue<OutputBuffers> free = new ConcurrentLinkedQueue<>();
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private InferenceSession(OrtEnvironment environment, OrtSession session, FrameShape shape) throws OrtException {
        this.environment = environment;
        this.session = session;
        this.inputShape = new long[] {1, shape.input().height(), shape.input().width(), 3};
        this.outputs = shapes(session);
    }

    /**
     * Opens a prepared graph and runs it once on a black picture.
     *
     * @param graph as {@link GraphPreparation#fold} makes it
     * @param shape the pixels it takes
     * @throws InferenceException if the runtime or the provider is missing, or the graph cannot be run on it
     */
    static InferenceSession open(byte[] graph, FrameShape shape, Provider provider) {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "watchpost");
            OrtSession session;
            try (OrtSession.SessionOptions options = SessionOptions.of(provider)) {
                session = environment.createSession(graph, options);
            }
            InferenceSession opened;
            try {
                opened = new InferenceSession(environment, session, shape);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
            opened.warmUp(shape);
            return opened;
        } catch (OrtException e) {
            throw new InferenceException(sentence(e), e);
        } catch (LinkageError e) {
            throw new InferenceException("ONNX Runtime's native library cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** The graph's outputs in their order. */
    public List<OutputShape> outputs() {
        return outputs;
    }

    /**
     * Runs one picture.
     *
     * @param pixels direct buffer of the shape's bytes; only read
     * @param reader gets the outputs in the graph's order; they are valid until it returns
     * @throws InferenceException if the run fails
     */
    public <T> T run(ByteBuffer pixels, Function<List<Output>, T> reader) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new InferenceException("the model has been closed.");
            }
            OutputBuffers buffers = borrow();
            try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, inputShape, OnnxJavaType.UINT8);
                    OrtSession.Result result =
                            session.run(Map.of(GraphPreparation.PIXELS, input), buffers.unpinned(), buffers.pinned())) {
                return reader.apply(buffers.outputs(result));
            } finally {
                free.add(buffers);
            }
        } catch (OrtException e) {
            throw new InferenceException("inference failed: " + sentence(e), e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    /** Waits for the runs in progress, then gives all native memory back. Closing again does nothing. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.forEach(OutputBuffers::close);
                session.close();
            }
        } catch (OrtException e) {
            throw new InferenceException("the model cannot be closed: " + sentence(e), e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private OutputBuffers borrow() throws OrtException {
        OutputBuffers buffers = free.poll();
        return buffers == null ? new OutputBuffers(environment, outputs) : buffers;
    }

    private void warmUp(FrameShape shape) {
        try {
            run(ByteBuffer.allocateDirect(shape.bytes()), List::size);
        } catch (InferenceException e) {
            close();
            throw e;
        }
    }

    private static List<OutputShape> shapes(OrtSession session) throws OrtException {
        List<OutputShape> shapes = new ArrayList<>();
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (!(node.getInfo() instanceof TensorInfo info)) {
                throw new InferenceException("output " + node.getName() + " is not a tensor.");
            }
            List<Integer> dims =
                    Arrays.stream(info.getShape()).mapToObj(dim -> (int) dim).toList();
            boolean whole = info.type == OnnxJavaType.INT64;
            if (!whole && info.type != OnnxJavaType.FLOAT) {
                throw new InferenceException("output " + node.getName() + " is of type " + info.type
                        + ", only 32-bit floats and 64-bit whole numbers are read.");
            }
            shapes.add(new OutputShape(node.getName(), dims, whole));
        }
        return List.copyOf(shapes);
    }

    /** The runtime's messages begin with a code and can have many lines; what comes after the code in the first line says what is wrong. */
    private static String sentence(OrtException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int text = message.indexOf(MESSAGE_MARK);
        String plain = text < 0 ? message : message.substring(text + MESSAGE_MARK.length());
        return plain.lines().findFirst().orElse("the runtime gives no reason");
    }
}
