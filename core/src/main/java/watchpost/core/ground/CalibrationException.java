package watchpost.core.ground;

/** A set of measurements that gives no usable ground plane. The message says why, the suggestion what to measure instead. */
public final class CalibrationException extends Exception {
    private final String suggestion;

    CalibrationException(String message, String suggestion) {
        super(message, null, false, false);
        this.suggestion = suggestion;
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public String suggestion() {
        return suggestion;
    }
}
