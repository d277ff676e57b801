package watchpost.detector.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;

/** What a session is opened with on each rung of the ladder. */
final class SessionOptions {
    private SessionOptions() {}

    /**
     * The options for {@code provider}; the caller closes them after the session is open.
     *
     * @throws OrtException if this build of the runtime lacks the provider, or the machine does
     */
    static OrtSession.SessionOptions of(Provider provider) throws OrtException {
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
                case TENSORRT -> addTensorRt(options);
                case CUDA -> addCuda(options);
                case CPU -> {}
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    private static void addTensorRt(OrtSession.SessionOptions options) throws OrtException {
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
            tensorRt.add("trt_fp16_enable", "1");
            options.addTensorrt(tensorRt);
        }
        // Operators that TensorRT does not take run on CUDA, not on the CPU.
        addCuda(options);
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            options.addCUDA(cuda);
        }
    }
}
