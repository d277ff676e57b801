package watchpost.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * The real things that a test is held against and that are not on every machine: other people's programs, footage, models. What is
 * missing skips the test with the reason; where {@code WATCHPOST_PEERS=required} (environment) or {@code -Dwatchpost.peers=required}
 * is set, it fails the test. For tests only: it needs opentest4j on the class path. Any thread.
 */
public final class Peers {
    private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");
    private static final List<String> EXTRA_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");
    private static final long PROBE_SECONDS = 60;

    private Peers() {}

    public static Path mosquitto() {
        return program("mosquitto", "mosquitto");
    }

    /** The program that writes mosquitto's password files. */
    public static Path mosquittoPasswd() {
        return program("mosquitto_passwd", "mosquitto");
    }

    public static Path ffmpeg() {
        return program("ffmpeg", "ffmpeg");
    }

    public static Path ffprobe() {
        return program("ffprobe", "ffmpeg");
    }

    public static Path chromium() {
        return program("chromium", "chromium");
    }

    public static Path openssl() {
        return program("openssl", "openssl");
    }

    /** The system's Python, which can run a GStreamer RTSP server. A Python of another origin lacks the bindings. */
    public static Path gstreamer() {
        return GStreamer.USABLE
                ? SYSTEM_PYTHON
                : missing("the GStreamer RTSP server is not installed (packages gir1.2-gst-rtsp-server-1.0, python3-gi,"
                        + " gstreamer1.0-plugins-good)");
    }

    /** A file of the footage folder: {@code footage("vtest.avi")}, {@code footage("ground-truth/counts.json")}. */
    public static Path footage(String name) {
        return shared("footage", name);
    }

    /** A file of the models folder: {@code model("yolox_nano_416.onnx")}. */
    public static Path model(String name) {
        return shared("models", name);
    }

    /** A program by its name, and the Debian package that has it. */
    public static Path program(String name, String debianPackage) {
        return find(name).orElseGet(() -> missing(name + " is not installed (package " + debianPackage + ")"));
    }

    /** The first of some files that is there, and the Debian package that has it. */
    public static Path file(List<String> places, String debianPackage) {
        return places.stream()
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> missing(places.get(0) + " is not installed (package " + debianPackage + ")"));
    }

    /** True if a missing peer is a failure here. */
    public static boolean required() {
        return "required".equals(System.getenv("WATCHPOST_PEERS"))
                || "required".equals(System.getProperty("watchpost.peers"));
    }

    /** The root of the repository: the system property {@code watchpost.root}, else found upwards from the working folder. */
    public static Path root() {
        String named = System.getProperty("watchpost.root");
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("pom.xml")) && Files.isDirectory(at.resolve("testkit"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside the repository and -Dwatchpost.root is not set");
    }

    private static Path shared(String folder, String name) {
        Path file = root().resolve("../shared").resolve(folder).resolve(name).normalize();
        return Files.exists(file) ? file : missing(file + " is not here");
    }

    private static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : (path + File.pathSeparator + String.join(File.pathSeparator, EXTRA_FOLDERS))
                .split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static Path missing(String reason) {
        if (required()) {
            throw new AssertionError(reason + ", but WATCHPOST_PEERS=required");
        }
        throw new TestAbortedException(reason);
    }

    /** Asked once in the life of the JVM: starting Python takes a moment. */
    private static final class GStreamer {
        static final boolean USABLE = probe();

        private static boolean probe() {
            String script = "import gi; gi.require_version('GstRtspServer', '1.0');"
                    + " from gi.repository import Gst, GstRtspServer; Gst.init(None);"
                    + " assert all(Gst.ElementFactory.find(e) for e in"
                    + " ['appsrc', 'rtph264pay'])";
            try {
                Process process = new ProcessBuilder(SYSTEM_PYTHON.toString(), "-c", script)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
