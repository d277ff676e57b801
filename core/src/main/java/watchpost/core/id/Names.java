package watchpost.core.id;

import java.util.regex.Pattern;

/** The one shape of every name that reaches an MQTT topic or a file name. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** What a name may look like, for error messages. */
    public static final String RULE =
            "letters, digits, '-', '_' and '.', beginning with a letter or digit, at most 63 characters";

    private Names() {}

    /** True if {@code text} can be part of a topic and of a file name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static String require(String what, String text) {
        if (!isName(text)) {
            throw new IllegalArgumentException(what + " \"" + text + "\" is not a name: use " + RULE);
        }
        return text;
    }
}
