package watchpost.detector.model;

/** A model that cannot be used; the message is one sentence for the operator: which file, what is wrong, what to do. */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
