package watchpost.daemon.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.rtsp.ClipCamera;

/** The demo's configuration: an ordinary file, with the addresses of this run filled in. */
final class DemoConfiguration {
    private static final String RESOURCE = "demo.yaml";
    private static final int PORTS_TRIED = 20;

    private DemoConfiguration() {}

    static ConfigResult.Valid of(ClipCamera cameras, EmbeddedBroker broker, Path storage, int port) {
        String text = template()
                .replace("CAMERA_SECURITY", cameras.url("security"))
                .replace("CAMERA_TRAFFIC", cameras.url("traffic"))
                .replace("CAMERA_RETAIL", cameras.url("retail"))
                .replace("BROKER", broker.url())
                .replace("STORAGE", storage.toString())
                .replace("HTTP_PORT", Integer.toString(port));
        ConfigResult result = ConfigFile.parse(text, RESOURCE);
        if (result instanceof ConfigResult.Valid valid) {
            return valid;
        }
        throw new IllegalStateException("the demo's configuration is wrong: " + result);
    }

    /** {@code wanted} or the next free port after it; 0, which takes any, where none of them is free. */
    static int freePort(int wanted) {
        for (int port = wanted; port < wanted + PORTS_TRIED && port <= 65_535; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException used) {
                // the next one
            }
        }
        return 0;
    }

    private static String template() {
        try (InputStream stream = DemoConfiguration.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
