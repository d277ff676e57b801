package watchpost.detector.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.detector.graph.GraphPreparation;

/** What a session is opened with on each rung of the ladder. */
final class SessionOptions {
    /** The options of a provider. */
    @FunctionalInterface
    private interface Options {
        void add(String name, String value) throws OrtException;
    }

    private SessionOptions() {}

    /**
     * The options for {@code provider}; the caller closes them after the session is open.
     *
     * @throws OrtException if this build of the runtime lacks the provider, or the machine does
     */
    static OrtSession.SessionOptions of(
            Provider provider, byte[] graph, List<Integer> batches, Optional<EngineFolder> engines)
            throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        try {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // Many runs side by side on one thread each; threads that spin while they wait would take the cores from
            // the decoders.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            switch (provider) {
                case TENSORRT -> addTensorRt(options, ProviderOptions.tensorRt(graph, batches, engines));
                case CUDA -> addCuda(options);
                case CPU -> {}
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    /** Where TensorRT keeps the engine of a graph; empty for other providers, and where nothing is kept. */
    static Optional<EngineFolder> engines(
            byte[] graph, Provider provider, List<Integer> batches, Acceleration acceleration) {
        if (provider != Provider.TENSORRT
                || !OrtEnvironment.getAvailableProviders().contains(OrtProvider.TENSOR_RT)) {
            return Optional.empty();
        }
        String about = ProviderOptions.about(
                batches,
                GraphPreparation.isQuantised(graph),
                OrtEnvironment.getEnvironment().getVersion(),
                Machine.read(Path.of("/")));
        return acceleration.engines().map(folder -> EngineFolder.in(folder, graph, about));
    }

    private static void addTensorRt(OrtSession.SessionOptions options, Map<String, String> wanted) throws OrtException {
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
            add(tensorRt::add, wanted);
            options.addTensorrt(tensorRt);
        }
        // Operators that TensorRT does not take run on CUDA, not on the CPU.
        addCuda(options);
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            add(cuda::add, ProviderOptions.cuda());
            options.addCUDA(cuda);
        }
    }

    private static void add(Options options, Map<String, String> wanted) throws OrtException {
        for (Map.Entry<String, String> option : wanted.entrySet()) {
            options.add(option.getKey(), option.getValue());
        }
    }
}
