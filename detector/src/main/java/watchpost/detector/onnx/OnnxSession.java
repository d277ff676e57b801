package watchpost.detector.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import watchpost.core.vision.FrameShape;
import watchpost.detector.family.Levels;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;
import watchpost.detector.family.OutputShape.Numbers;
import watchpost.detector.graph.GraphPreparation;
import watchpost.detector.graph.QuantisedGraph;

/** A session of ONNX Runtime. Each run borrows buffers, so a steady state allocates nothing native. */
final class OnnxSession implements InferenceSession {
    private static final System.Logger LOG = System.getLogger(OnnxSession.class.getName());
    private static final String MESSAGE_MARK = " - message: ";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final FrameShape shape;
    private final List<OutputShape> outputs;
    /** What the bytes of an output stand for, by name. */
    private final Map<String, Levels> levels;

    private final List<Integer> batches;
    /** Buffers that no run uses now, by size of batch. */
    private final Map<Integer, Queue<RunBuffers>> free = new ConcurrentHashMap<>();

    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxSession(OrtEnvironment environment, OrtSession session, FrameShape shape, List<Integer> batches)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.shape = shape;
        this.levels = levels(session);
        this.outputs = shapes(session, levels);
        this.batches = List.copyOf(batches);
    }

    /** As {@link SessionOpener#open} says. */
    static InferenceSession open(
            byte[] graph, FrameShape shape, Provider provider, List<Integer> batches, Acceleration acceleration) {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "watchpost");
            OrtSession session;
            Optional<EngineFolder> engines = SessionOptions.engines(graph, provider, batches, acceleration);
            try (OrtSession.SessionOptions options = SessionOptions.of(provider, graph, batches, engines)) {
                session = environment.createSession(graph, options);
            }
            OnnxSession opened;
            try {
                opened = new OnnxSession(environment, session, shape, batches);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
            opened.warmUp();
            engines.filter(folder -> !folder.hasEngine())
                    .ifPresent(folder -> LOG.log(
                            Level.WARNING,
                            () -> "TensorRT has kept no engine in " + folder.path()
                                    + ": each start will build one anew"));
            return opened;
        } catch (OrtException e) {
            throw new InferenceException(sentence(e), e);
        } catch (LinkageError e) {
            // Of a folder without the libraries only the cause says what is missing.
            Throwable told = e.getMessage() == null && e.getCause() != null ? e.getCause() : e;
            throw new InferenceException("ONNX Runtime's native library cannot be loaded: " + told.getMessage(), e);
        }
    }

    @Override
    public List<OutputShape> outputs() {
        return outputs;
    }

    @Override
    public List<Integer> batches() {
        return batches;
    }

    @Override
    public <T> T run(List<ByteBuffer> pictures, Function<List<Output>, T> reader) {
        int size = batches.stream()
                .filter(batch -> batch >= pictures.size())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(pictures.size() + " pictures in one run"));
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new InferenceException("the model has been closed.");
            }
            RunBuffers buffers = borrow(size);
            try (RunBuffers.Input input = buffers.input(pictures);
                    OrtSession.Result result = session.run(
                            Map.of(GraphPreparation.PIXELS, input.tensor()), buffers.unpinned(), buffers.pinned())) {
                return reader.apply(buffers.outputs(result));
            } finally {
                free(size).add(buffers);
            }
        } catch (OrtException e) {
            throw new InferenceException("inference failed: " + sentence(e), e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.values().forEach(buffers -> buffers.forEach(RunBuffers::close));
                session.close();
            }
        } catch (OrtException e) {
            throw new InferenceException("the model cannot be closed: " + sentence(e), e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private Queue<RunBuffers> free(int size) {
        return free.computeIfAbsent(size, none -> new ConcurrentLinkedQueue<>());
    }

    private RunBuffers borrow(int size) throws OrtException {
        RunBuffers buffers = free(size).poll();
        return buffers == null ? new RunBuffers(environment, shape, outputs, levels, size, most() > 1) : buffers;
    }

    /** The first run of each size is slow: the provider finds its kernels for it. */
    private void warmUp() {
        ByteBuffer black = ByteBuffer.allocateDirect(shape.bytes());
        try {
            batches.forEach(size -> run(Collections.nCopies(size, black), List::size));
        } catch (InferenceException e) {
            close();
            throw e;
        }
    }

    private static Map<String, Levels> levels(OrtSession session) throws OrtException {
        Map<String, String> metadata = session.getMetadata().getCustomMetadata();
        Map<String, Levels> levels = new HashMap<>();
        for (String output : session.getOutputNames()) {
            QuantisedGraph.table(metadata, output).ifPresent(table -> levels.put(output, new Levels(table)));
        }
        return Map.copyOf(levels);
    }

    private static List<OutputShape> shapes(OrtSession session, Map<String, Levels> levels) throws OrtException {
        List<OutputShape> shapes = new ArrayList<>();
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (!(node.getInfo() instanceof TensorInfo info)) {
                throw new InferenceException("output " + node.getName() + " is not a tensor.");
            }
            List<Integer> dims =
                    Arrays.stream(info.getShape()).mapToObj(dim -> (int) dim).toList();
            shapes.add(new OutputShape(node.getName(), dims, numbers(node.getName(), info, levels)));
        }
        return List.copyOf(shapes);
    }

    private static Numbers numbers(String output, TensorInfo info, Map<String, Levels> levels) {
        if (info.type == OnnxJavaType.UINT8 && levels.containsKey(output)) {
            return Numbers.LEVELS;
        }
        return switch (info.type) {
            case FLOAT -> Numbers.REAL;
            case INT64 -> Numbers.WHOLE;
            default ->
                throw new InferenceException("output " + output + " is of type " + info.type
                        + ", only 32-bit floats and 64-bit whole numbers are read.");
        };
    }

    /** The runtime's messages begin with a code and can have many lines; what comes after the code in the first line says what is wrong. */
    static String sentence(OrtException e) {
        String message = String.valueOf(e.getMessage()).strip();
        int text = message.indexOf(MESSAGE_MARK);
        String plain = text < 0 ? message : message.substring(text + MESSAGE_MARK.length());
        return plain.lines().findFirst().orElse("the runtime gives no reason");
    }
}
