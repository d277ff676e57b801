package watchpost.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.SourceUrl;

/** What went wrong with a camera, a file or a picture: its message is one sentence for people, without credentials. */
public final class CaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What a program may want to tell apart. */
    public enum Kind {
        INVALID_URL,
        UNKNOWN_HOST,
        UNREACHABLE,
        REFUSED,
        NOT_TRUSTED,
        TIMED_OUT,
        CREDENTIALS_REFUSED,
        NOT_FOUND,
        UNEXPECTED_ANSWER,
        UNSUPPORTED,
        NO_VIDEO,
        NO_PICTURES,
        CONNECTION_LOST,
        MISSING_FILE,
        UNREADABLE,
        ENDED,
        CANNOT_WRITE,
        INTERNAL
    }

    private final Kind kind;
    private final String sentence;

    /** @param sentence names the camera or file, what was tried and what to do; credentials of URLs in it are taken out */
    public CaptureException(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    public CaptureException(Kind kind, String sentence, @Nullable Throwable cause) {
        super(SourceUrl.redact(sentence), cause);
        this.kind = kind;
        this.sentence = SourceUrl.redact(sentence);
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
