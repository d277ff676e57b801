package watchpost.testkit.rtsp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.Peers;
import watchpost.testkit.process.ChildProcess;
import watchpost.testkit.process.WorkFolder;

/**
 * GStreamer's RTSP server as a child process on the loopback address, playing files for ever over TCP and UDP: an implementation that
 * is not ours. Skips the test where it is not installed. Any thread.
 */
public final class GstCamera implements AutoCloseable {
    private static final String SCRIPT = "gst-camera.py";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path python;
    private final WorkFolder folder;
    private final int port;
    private final String user;
    private final String password;
    private final Map<String, Units> mounts = new LinkedHashMap<>();
    private @Nullable ChildProcess process;

    /** What a mount plays: its file, and the codec as session descriptions name it. */
    private record Units(Path file, String codec) {}

    private GstCamera(Builder builder) {
        python = Peers.gstreamer();
        port = WorkFolder.freePort();
        user = builder.user;
        password = builder.password;
        folder = WorkFolder.create("gst-camera");
        try (InputStream script = Objects.requireNonNull(GstCamera.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            Files.copy(script, folder.file(SCRIPT));
            for (Map.Entry<String, Path> mount : builder.mounts.entrySet()) {
                Path units = folder.file("clip-" + mounts.size() + ".units");
                Clip clip = ClipReader.read(mount.getValue());
                mounts.put(
                        mount.getKey(),
                        new Units(UnitsFile.write(clip, units), clip.format().rtpMap()));
            }
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A camera to be furnished: at least one mount is needed. */
    public static Builder builder() {
        return new Builder();
    }

    /** The port, the same one after each restart. */
    public int port() {
        return port;
    }

    /** {@code rtsp://127.0.0.1:port/mount}, without credentials. */
    public String url(String mount) {
        return url("", mount);
    }

    /** The URL with the camera's user name and password in it, where it has any. */
    public String urlWithCredentials(String mount) {
        return url(user.isEmpty() ? "" : user + ":" + password + "@", mount);
    }

    private String url(String userInfo, String mount) {
        if (!mounts.containsKey(mount)) {
            throw new NoSuchElementException("no mount '" + mount + "', there are: " + mounts.keySet());
        }
        return "rtsp://" + userInfo + "127.0.0.1:" + port + "/" + mount;
    }

    /**
     * Starts it again on the same port and waits until it listens; does nothing while running.
     *
     * @throws IllegalStateException if it ends at once, with what it said
     */
    public synchronized void restart() {
        if (process != null && process.isAlive()) {
            return;
        }
        String script = folder.file(SCRIPT).toString();
        Path output = folder.file("output-" + System.nanoTime() + ".txt");
        ChildProcess child = ChildProcess.start(List.of(python.toString(), script), output);
        process = child;
        child.tell(instructions());
        Await.until("GStreamer's RTSP server to listen", () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException("GStreamer's RTSP server ended: " + child.tail());
            }
            return child.output().contains("listening");
        });
    }

    private String instructions() {
        ObjectNode wanted = JSON.createObjectNode();
        wanted.put("port", port).put("user", user).put("password", password);
        ObjectNode files = wanted.putObject("mounts");
        mounts.forEach((name, units) ->
                files.putObject(name).put("file", units.file().toString()).put("codec", units.codec()));
        return wanted.toString();
    }

    /** Stops the process where it is (SIGSTOP): connections stay open and nothing is sent. */
    public void freeze() {
        signal("-STOP");
    }

    /** Ends {@link #freeze()} (SIGCONT). */
    public void resume() {
        signal("-CONT");
    }

    private synchronized void signal(String name) {
        ChildProcess child = Objects.requireNonNull(process, "not running");
        ChildProcess.run(List.of("kill", name, Long.toString(child.pid())), folder.file("signals.txt"));
    }

    /** Ends it in order. */
    public synchronized void stop() {
        if (process != null) {
            process.stop();
        }
    }

    /** Ends it at once, as a power cut does. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public synchronized void close() {
        kill();
        folder.close();
    }

    /** What the camera should be like. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Path> mounts = new LinkedHashMap<>();
        private String user = "";
        private String password = "";

        private Builder() {}

        /** The bundled clip under {@code /name}. */
        public Builder mount(String name) {
            return mount(name, BundledClip.path());
        }

        /** A file under {@code /name}; any container that FFmpeg reads, with H.264, H.265 or MJPEG inside. */
        public Builder mount(String name, Path file) {
            mounts.put(name, file);
            return this;
        }

        /** Asks every client for these by the digest scheme. */
        public Builder credentials(String userName, String secret) {
            user = userName;
            password = secret;
            return this;
        }

        /**
         * Starts the camera.
         *
         * @throws UncheckedIOException with one sentence if a file is unfit
         */
        public GstCamera start() {
            GstCamera camera = new GstCamera(this);
            try {
                camera.restart();
                return camera;
            } catch (RuntimeException | AssertionError e) {
                camera.close();
                throw e;
            }
        }
    }
}
