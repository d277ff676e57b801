package watchpost.testkit.mqtt;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import watchpost.testkit.Await;

/**
 * An MQTT 3.1.1 broker in memory on the loopback address, without credentials. Nothing survives {@link #stop()}: sessions, retained
 * messages and queues are gone. It drops the acknowledgement to a publisher whose own connection is busy taking in a large message
 * (over 64 KiB), so who publishes pictures should not subscribe to them on the same connection. The methods may be called from any thread; the broker runs on its own.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 16 << 20;

    /** Held here, because the logging of the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("io.moquette");

    static {
        LIBRARY_LOG.setLevel(Level.WARNING);
    }

    private int port;
    private @Nullable Server server;

    private EmbeddedBroker(int port) {
        this.port = port;
    }

    /** Starts a broker on a free port. */
    public static EmbeddedBroker start() {
        return startOn(0);
    }

    /**
     * Starts a broker.
     *
     * @param port 1..65535, or 0 for a free one
     * @throws UncheckedIOException if the port is taken
     */
    public static EmbeddedBroker startOn(int port) {
        EmbeddedBroker broker = new EmbeddedBroker(port);
        broker.restart();
        return broker;
    }

    /** The port, the same one after each restart. */
    public synchronized int port() {
        return port;
    }

    /** {@code mqtt://127.0.0.1:port}, as in watchpost.yaml. */
    public String url() {
        return "mqtt://127.0.0.1:" + port();
    }

    /** {@code tcp://127.0.0.1:port}, as Paho wants it. */
    public String pahoUrl() {
        return "tcp://127.0.0.1:" + port();
    }

    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Starts again on the same port, empty; does nothing while running. */
    public synchronized void restart() {
        if (server != null) {
            return;
        }
        Server fresh = new Server();
        try {
            // A port of our own choice: the library's own answer is read from a map that another of its threads is
            // still writing.
            int chosen = freePort(port);
            fresh.startServer(settings(chosen));
            server = fresh;
            port = chosen;
        } catch (IOException e) {
            throw new UncheckedIOException("the broker cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        Await.until("the broker to listen on port " + port, () -> accepts(port));
    }

    /** Ends every connection and stops listening; does nothing when stopped. */
    public synchronized void stop() {
        if (server != null) {
            server.stopServer();
            server = null;
        }
    }

    /** Ends the connection of one client, as a broker under pressure does; false if there is no such client. */
    public synchronized boolean disconnect(String clientId) {
        return server != null && server.disconnectClient(clientId);
    }

    @Override
    public void close() {
        stop();
    }

    /** The port itself, or a free one for 0. Asked beforehand, because the library only logs that it could not listen. */
    private static int freePort(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return probe.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static IConfig settings(int port) {
        IConfig config = new MemoryConfig(new Properties());
        config.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        config.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        config.setProperty("netty.so_reuseaddr", "true");
        config.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        config.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        config.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        config.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0");
        config.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(LARGEST_MESSAGE));
        return config;
    }
}
