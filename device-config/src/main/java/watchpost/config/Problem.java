package watchpost.config;

import watchpost.core.id.SourceUrl;

/**
 * One thing in a configuration file that is wrong or doubtful.
 *
 * @param file the file as the user named it
 * @param line 1 for the first line
 * @param column 1 for the first character of the line
 * @param message one sentence without a full stop that begins with the path of the key; never holds a credential
 * @param suggestion what was probably meant or what to do, without a full stop; empty where there is nothing to suggest
 */
public record Problem(String file, int line, int column, Weight weight, String message, String suggestion) {

    /** How much a problem weighs. */
    public enum Weight {
        /** The block that holds it cannot be used. */
        ERROR,
        /** It works, but probably not as wanted. */
        WARNING
    }

    public Problem {
        message = SourceUrl.redact(message);
        suggestion = SourceUrl.redact(suggestion);
    }

    /** {@code watchpost.yaml:12:9: cameras.gate.rules.yard.for: 5 needs a unit, such as 5 s}, as a terminal shows it. */
    @Override
    public String toString() {
        String mark = weight == Weight.WARNING ? "warning: " : "";
        String tail = suggestion.isEmpty() ? "" : "; " + suggestion;
        return file + ":" + line + ":" + column + ": " + mark + message + tail;
    }
}
