package watchpost.alerts;

import org.jspecify.annotations.Nullable;

/** The alert service cannot start; the message is one sentence for the user, without credentials. */
public final class AlertException extends Exception {
    private static final long serialVersionUID = 1L;

    public AlertException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
