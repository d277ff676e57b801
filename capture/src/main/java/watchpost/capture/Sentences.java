package watchpost.capture;

import watchpost.capture.CaptureException.Kind;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.supervise.Timer;

/** Turns what failed into one sentence for people: who, what was tried, what to do. */
final class Sentences {
    private Sentences() {}

    /** Opening {@code source} failed. {@code tried} says how: "over UDP and TCP"; empty for a file. */
    static CaptureException opening(Source source, String tried, MediaException failure) {
        if (!source.remote()) {
            return source.live() ? device(source, failure) : file(source.subject(), failure);
        }
        String host = source.host() + ":" + source.port();
        String url = how(source, tried);
        return switch (failure.reason()) {
            case UNAUTHORIZED, FORBIDDEN ->
                live(
                        source,
                        failure,
                        Kind.CREDENTIALS_REFUSED,
                        "did not accept the user name and password (" + url
                                + "); set the right ones, the next try is in 20 minutes so that the camera does not lock us out.");
            case NOT_FOUND ->
                live(
                        source,
                        failure,
                        Kind.NOT_FOUND,
                        "has no stream of that name (" + url + "); check the path of the URL.");
            case OTHER_ANSWER, INVALID_DATA, NOT_UNDERSTOOD ->
                live(
                        source,
                        failure,
                        Kind.UNEXPECTED_ANSWER,
                        "answered " + url
                                + " with something that is no video session; check the URL and that RTSP is switched on.");
            case REFUSED ->
                live(
                        source,
                        failure,
                        Kind.REFUSED,
                        host + " refused the connection (" + url
                                + "); check the port and that the camera's RTSP server is on.");
            case UNREACHABLE ->
                live(
                        source,
                        failure,
                        Kind.UNREACHABLE,
                        "there is no way to " + host + " (" + url + "); check address, cable and network.");
            case NO_ANSWER ->
                live(
                        source,
                        failure,
                        Kind.UNREACHABLE,
                        host + " does not answer: " + failure.getMessage() + " (" + url
                                + "); check that the camera is on, its address, and what lies between: switch, VLAN,"
                                + " firewall.");
            case NOT_TRUSTED ->
                live(
                        source,
                        failure,
                        Kind.NOT_TRUSTED,
                        "the camera's certificate is not accepted (" + url + "): " + failure.getMessage()
                                + "; compare it with the camera's own and set it as fingerprint, or set a ca-file.");
            case TIMED_OUT, INTERRUPTED -> late(source, tried, failure);
            case NO_TRANSPORT ->
                live(source, failure, Kind.UNSUPPORTED, "does not send " + url + "; set another transport.");
            case NO_VIDEO -> noVideo(source.subject(), failure);
            case NO_DECODER -> unsupported(source.subject(), failure.getMessage(), failure);
            default ->
                live(
                        source,
                        failure,
                        Kind.CONNECTION_LOST,
                        "could not be opened (" + url + "): " + failure.getMessage()
                                + "; check that the camera is on.");
        };
    }

    /** Opening took longer than the camera may take; whatever FFmpeg says of it. */
    static CaptureException late(Source source, String tried, MediaException failure) {
        return live(
                source,
                failure,
                Kind.TIMED_OUT,
                source.host() + ":" + source.port() + " did not open a session in time (" + source.shown() + " " + tried
                        + "); check that the camera is on and the address is right.");
    }

    /** A device that cannot be opened or decoded. */
    static CaptureException device(Source source, MediaException failure) {
        String device = source.subject() + ": " + source.shown();
        return switch (failure.reason()) {
            case DENIED -> deniedDevice(source);
            case BUSY ->
                new CaptureException(
                        Kind.REFUSED, device + " is used by another program; end that, then it is opened.", failure);
            case NO_DEVICES ->
                new CaptureException(
                        Kind.UNSUPPORTED, device + " cannot be opened: " + failure.getMessage() + ".", failure);
            case NO_DECODER -> unsupported(source.subject(), failure.getMessage(), failure);
            default ->
                new CaptureException(
                        Kind.NO_VIDEO,
                        device + " is no camera that can be opened (" + failure.getMessage()
                                + "); look with 'v4l2-ctl --list-devices' which device is one.",
                        failure);
        };
    }

    static CaptureException deniedDevice(Source source) {
        return new CaptureException(
                Kind.UNREADABLE,
                source.subject() + ": " + source.shown()
                        + " may not be opened by this user; add it to the group video (usermod -aG video USER).");
    }

    /** A file that cannot be opened or decoded. */
    static CaptureException file(String subject, MediaException failure) {
        return switch (failure.reason()) {
            case NO_VIDEO -> noVideo(subject, failure);
            case NO_DECODER -> unsupported(subject, failure.getMessage(), failure);
            case MISSING_FILE ->
                new CaptureException(Kind.MISSING_FILE, subject + ": there is no such file; check the path.", failure);
            case DENIED ->
                new CaptureException(
                        Kind.UNREADABLE, subject + ": the file may not be read; check who owns it.", failure);
            default ->
                new CaptureException(
                        Kind.UNREADABLE,
                        subject + ": this is no video or picture that FFmpeg can read (" + failure.getMessage()
                                + "); check that the file is whole.",
                        failure);
        };
    }

    /** An open connection broke. */
    static CaptureException lost(Source source, MediaException failure) {
        return new CaptureException(
                Kind.CONNECTION_LOST,
                source.subject() + ": the connection to " + source.shown() + " broke (" + failure.getMessage()
                        + "); trying again.",
                failure);
    }

    /** The camera said that its stream is over. */
    static CaptureException ended(Source source) {
        return new CaptureException(
                Kind.CONNECTION_LOST,
                source.subject() + ": the camera ended the session " + source.shown() + "; trying again.");
    }

    /** One of the camera's timers ran out; {@code millis} is the wait, {@code tried} the transport. */
    static CaptureException expired(Source source, Timer timer, long millis, String tried) {
        String waited = String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
        return switch (timer) {
            case BYTES ->
                new CaptureException(
                        Kind.NO_PICTURES,
                        source.subject() + ": the camera has sent nothing for " + waited + " (" + how(source, tried)
                                + "); opening it again.");
            case FIRST_PICTURE, PICTURE ->
                new CaptureException(
                        Kind.NO_PICTURES,
                        source.subject() + ": what the camera sends has given no picture for " + waited + " ("
                                + how(source, tried) + "); opening it again.");
        };
    }

    /** A probe saw no picture. */
    static CaptureException silent(Source source, String tried) {
        return new CaptureException(
                Kind.NO_PICTURES,
                source.subject() + ": it opened (" + how(source, tried)
                        + ") and no picture came; check that the stream is on, or try the other transport.");
    }

    /** A file was read to its end and gave no picture. */
    static CaptureException noPictures(Source source) {
        return new CaptureException(
                Kind.NO_PICTURES,
                source.subject() + ": no picture could be decoded in the whole of " + source.shown()
                        + "; check that the file is whole.");
    }

    private static String how(Source source, String tried) {
        return source.shown() + (tried.isEmpty() ? "" : " " + tried);
    }

    static CaptureException unknownHost(Source source) {
        return new CaptureException(
                Kind.UNKNOWN_HOST,
                source.subject() + ": no address is known for the host " + source.host() + " (" + source.shown()
                        + "); check the name, or write the camera's IP address.");
    }

    private static CaptureException noVideo(String subject, MediaException failure) {
        return new CaptureException(
                Kind.NO_VIDEO, subject + ": there is no video in it; check that this is the video stream.", failure);
    }

    private static CaptureException unsupported(String subject, String detail, MediaException failure) {
        return new CaptureException(
                Kind.UNSUPPORTED,
                subject + ": its video cannot be decoded (" + detail + "); set the camera to H.264, H.265 or MJPEG.",
                failure);
    }

    private static CaptureException live(Source source, MediaException failure, Kind kind, String rest) {
        return new CaptureException(kind, source.subject() + ": " + rest, failure);
    }
}
