package watchpost.alerts.outbox;

/** The outbox file cannot be used; the message is one sentence. */
public final class OutboxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    /** What is wrong with it, as far as it matters what to do next. */
    enum Trouble {
        DAMAGED,
        FULL,
        BUSY,
        OTHER
    }

    OutboxException(String sentence, Trouble trouble, Throwable cause) {
        super(sentence, cause);
        this.trouble = trouble;
    }

    /** True if the disk has no room. */
    public boolean full() {
        return trouble == Trouble.FULL;
    }

    /** True if a running box has it open. */
    public boolean busy() {
        return trouble == Trouble.BUSY;
    }

    /** True if the file's content is broken, so that waiting does not help. */
    public boolean damaged() {
        return trouble == Trouble.DAMAGED;
    }
}
