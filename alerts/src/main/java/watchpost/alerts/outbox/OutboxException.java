package watchpost.alerts.outbox;

/** The outbox file cannot be used; the message is one sentence. */
public final class OutboxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean damaged;

    OutboxException(String sentence, boolean damaged, Throwable cause) {
        super(sentence, cause);
        this.damaged = damaged;
    }

    /** True if the file's content is broken, so that waiting does not help. */
    public boolean damaged() {
        return damaged;
    }
}
