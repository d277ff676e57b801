package watchpost.config.text;

/** A value cannot be what it should be. The message is one sentence without a full stop that begins with the value. */
public final class WrongValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String suggestion;

    public WrongValueException(String message) {
        this(message, "");
    }

    /** {@code suggestion}: what to do instead, without a full stop; may be empty. */
    public WrongValueException(String message, String suggestion) {
        super(message);
        this.suggestion = suggestion;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public String suggestion() {
        return suggestion;
    }
}
