package watchpost.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import watchpost.core.id.SourceUrl;

/**
 * A source's address, checked.
 *
 * @param subject how sentences call it: "camera gate" or "hall.mp4"
 * @param url what FFmpeg is given; it may hold credentials
 * @param shown the same for sentences, without credentials
 * @param host empty for a file
 * @param kind how it is opened
 */
record Source(String subject, String url, String shown, String host, int port, Kind kind) {
    /** What is behind an address. */
    enum Kind {
        RTSP,
        /** A Video4Linux device, as USB cameras are. */
        DEVICE,
        /** A file or a folder. */
        FILE
    }

    static final String DEVICE_PREFIX = "v4l2:";
    private static final int RTSP_PORT = 554;
    private static final int RTSPS_PORT = 322;

    /** Checks {@code address} without touching network or disk. */
    static Source of(String subject, SourceUrl address) throws CaptureException {
        String text = address.reveal();
        String scheme = address.scheme();
        if (scheme.equals("rtsp") || scheme.equals("rtsps")) {
            return rtsp(subject, address, scheme);
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return file(subject, text.substring("file:".length()).replaceFirst("^//(?=/)", ""));
        }
        if (text.startsWith(DEVICE_PREFIX + "/dev/")) {
            String path = text.substring(DEVICE_PREFIX.length());
            return new Source(subject, path, path, "", 0, Kind.DEVICE);
        }
        if (!scheme.isEmpty() || text.startsWith(DEVICE_PREFIX)) {
            throw new CaptureException(
                    CaptureException.Kind.INVALID_URL,
                    subject + ": \"" + address + "\" is none of the sources that can be read: use rtsp://HOST/PATH,"
                            + " rtsps://HOST/PATH, v4l2:/dev/video0, file:/PATH or a path.");
        }
        if (text.isEmpty()) {
            throw new CaptureException(
                    CaptureException.Kind.INVALID_URL,
                    subject + ": the URL is empty; write rtsp://HOST/PATH or a path.");
        }
        return file(subject, text);
    }

    private static Source file(String subject, String path) {
        // the prefix keeps FFmpeg from reading a protocol out of a file's name
        return new Source(subject, "file:" + path, path, "", 0, Kind.FILE);
    }

    private static Source rtsp(String subject, SourceUrl address, String scheme) throws CaptureException {
        String text = address.reveal();
        String rest = text.substring(text.indexOf("://") + 3);
        String authority = rest.split("[/?#]", 2)[0];
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.startsWith("[")
                ? hostAndPort.indexOf(':', hostAndPort.indexOf(']'))
                : hostAndPort.indexOf(':');
        String host = (colon < 0 ? hostAndPort : hostAndPort.substring(0, colon)).replaceAll("[\\[\\]]", "");
        if (host.isEmpty()) {
            throw new CaptureException(
                    CaptureException.Kind.INVALID_URL,
                    subject + ": \"" + address + "\" names no host; write " + scheme + "://HOST/PATH.");
        }
        int port = scheme.equals("rtsp") ? RTSP_PORT : RTSPS_PORT;
        if (colon >= 0) {
            try {
                port = Integer.parseInt(hostAndPort.substring(colon + 1));
            } catch (NumberFormatException e) {
                port = 0;
            }
            if (port < 1 || port > 65535) {
                throw new CaptureException(
                        CaptureException.Kind.INVALID_URL,
                        subject + ": the port in \"" + address + "\" is not a number from 1 to 65535.");
            }
        }
        return new Source(subject, text, address.toString(), host, port, Kind.RTSP);
    }

    /** It sends by itself, at its own pace; a file is read. */
    boolean live() {
        return kind != Kind.FILE;
    }

    /** It is reached through a network. */
    boolean remote() {
        return kind == Kind.RTSP;
    }

    /** Says early and plainly that a device is not there. */
    void requireDevice() throws CaptureException {
        Path path = Path.of(shown);
        if (!Files.exists(path)) {
            throw new CaptureException(
                    CaptureException.Kind.MISSING_FILE,
                    subject + ": there is no device " + shown
                            + "; check that the camera is plugged in, and with 'ls /dev/video*' what it is called.");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw Sentences.deniedDevice(this);
        }
    }

    /** Says early and plainly that a file is not there. */
    void requireFile() throws CaptureException {
        requireFile(subject, Path.of(shown));
    }

    static void requireFile(String subject, Path path) throws CaptureException {
        String name = path.toString();
        String prefix = subject.equals(name) ? "" : subject + ": ";
        if (!Files.exists(path)) {
            throw new CaptureException(
                    CaptureException.Kind.MISSING_FILE, prefix + "there is no file " + name + "; check the path.");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new CaptureException(
                    CaptureException.Kind.UNREADABLE,
                    prefix + name + " cannot be read as a file; check that it is one and who may read it.");
        }
    }
}
