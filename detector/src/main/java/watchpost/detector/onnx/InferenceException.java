package watchpost.detector.onnx;

/** The runtime failed: it cannot be loaded, cannot open a session, or a run went wrong. The message is one sentence. */
public final class InferenceException extends RuntimeException {
    public InferenceException(String message) {
        super(message);
    }

    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
