package watchpost.core.id;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pictures come from: {@code rtsp://}, {@code rtsps://}, {@code file:}, a path or {@code v4l2:}. It may hold credentials, so
 * {@link #toString()} leaves them out and only the code that opens the source calls {@link #reveal()}.
 */
public final class SourceUrl {
    /** Everything up to the last '@' of the word: a password may hold '@' and '/', and hiding too much is the safe side. */
    private static final Pattern USER_INFO = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)([^\\s'\"]*@)");

    private final String text;

    public SourceUrl(String text) {
        this.text = text.strip();
    }

    /** The URL with its credentials, for the one call that opens it. Never log it. */
    public String reveal() {
        return text;
    }

    /** The scheme in lower case, empty for a plain path. */
    public String scheme() {
        int colon = text.indexOf("://");
        return colon < 0 ? "" : text.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
    }

    /** True for sources that send at their own pace and may drop away at any time. */
    public boolean isLive() {
        return scheme().startsWith("rtsp") || text.startsWith("v4l2:");
    }

    /** {@code text} with the user name and password of every URL in it replaced by {@code ***}. */
    public static String redact(String text) {
        Matcher matcher = USER_INFO.matcher(text);
        return matcher.replaceAll("$1***@");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceUrl that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The URL without its credentials. */
    @Override
    public String toString() {
        return redact(text);
    }
}
