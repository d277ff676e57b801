package watchpost.capture.ffmpeg;

import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;

/** Media that could not be opened, read or decoded. Its message names the step and what was said of it, never a URL or a file. */
public final class MediaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of failure an error number means. */
    public enum Reason {
        UNAUTHORIZED,
        FORBIDDEN,
        NOT_FOUND,
        OTHER_ANSWER,
        REFUSED,
        UNREACHABLE,
        NO_ANSWER,
        TIMED_OUT,
        RESET,
        INTERRUPTED,
        ENDED,
        INVALID_DATA,
        NO_TRANSPORT,
        NOT_UNDERSTOOD,
        STREAM_CHANGED,
        NOT_TRUSTED,
        NO_VIDEO,
        NO_DECODER,
        NO_DEVICES,
        BUSY,
        MISSING_FILE,
        DENIED,
        OTHER
    }

    /** Linux error numbers, as FFmpeg returns them: negative. */
    private static final Map<Integer, Reason> SYSTEM = Map.ofEntries(
            Map.entry(-2, Reason.MISSING_FILE),
            Map.entry(-13, Reason.DENIED),
            Map.entry(-16, Reason.BUSY),
            Map.entry(-32, Reason.RESET),
            Map.entry(-93, Reason.NO_TRANSPORT),
            Map.entry(-101, Reason.UNREACHABLE),
            Map.entry(-104, Reason.RESET),
            Map.entry(-110, Reason.TIMED_OUT),
            Map.entry(-111, Reason.REFUSED),
            Map.entry(-113, Reason.UNREACHABLE));

    private final Reason reason;
    private final String text;

    MediaException(String call, int code) {
        this(reason(code), call + " failed: " + Libraries.describe(code) + " (" + code + ")");
    }

    public MediaException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.text = message;
    }

    /** What failed and why; never null. */
    @Override
    public String getMessage() {
        return text;
    }

    public Reason reason() {
        return reason;
    }

    /** Passes {@code code} on unless it is an error. */
    static int check(String call, int code) throws MediaException {
        if (code < 0) {
            throw new MediaException(call, code);
        }
        return code;
    }

    private static Reason reason(int code) {
        if (code == avutil.AVERROR_HTTP_UNAUTHORIZED) {
            return Reason.UNAUTHORIZED;
        } else if (code == avutil.AVERROR_HTTP_FORBIDDEN) {
            return Reason.FORBIDDEN;
        } else if (code == avutil.AVERROR_HTTP_NOT_FOUND) {
            return Reason.NOT_FOUND;
        } else if (code == avutil.AVERROR_HTTP_BAD_REQUEST
                || code == avutil.AVERROR_HTTP_TOO_MANY_REQUESTS
                || code == avutil.AVERROR_HTTP_OTHER_4XX
                || code == avutil.AVERROR_HTTP_SERVER_ERROR) {
            return Reason.OTHER_ANSWER;
        } else if (code == avutil.AVERROR_EXIT) {
            return Reason.INTERRUPTED;
        } else if (code == avutil.AVERROR_EOF) {
            return Reason.ENDED;
        } else if (code == avutil.AVERROR_INVALIDDATA) {
            return Reason.INVALID_DATA;
        } else if (code == avutil.AVERROR_DECODER_NOT_FOUND) {
            return Reason.NO_DECODER;
        } else if (code == avutil.AVERROR_STREAM_NOT_FOUND) {
            return Reason.NO_VIDEO;
        }
        return SYSTEM.getOrDefault(code, Reason.OTHER);
    }
}
