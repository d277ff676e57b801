package watchpost.testkit.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.testkit.Await;
import watchpost.testkit.Peers;
import watchpost.testkit.process.ChildProcess;
import watchpost.testkit.process.WorkFolder;
import watchpost.testkit.tls.TestAuthority;

/**
 * Eclipse mosquitto as a child process on the loopback address, with a configuration of its own in a temporary folder. It keeps any
 * number of messages for clients that are away. Skips the test where it is not installed. Any thread.
 */
public final class Mosquitto implements AutoCloseable {
    private final Path program;
    private final int port;
    private final Optional<TestAuthority> authority;
    private final WorkFolder folder;
    private @Nullable ChildProcess process;

    private Mosquitto(Builder builder) {
        this.program = Peers.mosquitto();
        this.port = builder.port == 0 ? WorkFolder.freePort() : builder.port;
        this.authority = builder.serverNames.isEmpty() ? Optional.empty() : Optional.of(TestAuthority.create());
        this.folder = WorkFolder.create("mosquitto");
        try {
            folder.write("mosquitto.conf", configuration(builder));
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** A broker without credentials and TLS that forgets everything when it ends, on a free port. */
    public static Mosquitto start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    private List<String> configuration(Builder builder) {
        List<String> lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                "user " + System.getProperty("user.name"),
                "log_dest stderr",
                "max_queued_messages 0",
                "allow_anonymous " + builder.users.isEmpty()));
        if (!builder.users.isEmpty()) {
            // The program hashes the file in place, so that no password stands in a process list.
            Path passwords = folder.write("passwords", builder.users);
            ChildProcess.run(
                    List.of(Peers.mosquittoPasswd().toString(), "-U", passwords.toString()), folder.file("passwd.log"));
            lines.add("password_file " + passwords);
        }
        authority.ifPresent(ca -> {
            TestAuthority.Identity server = ca.issue("server", builder.serverNames);
            lines.add("cafile " + ca.certificate());
            lines.add("certfile " + server.certificate());
            lines.add("keyfile " + server.key());
            lines.add("require_certificate " + builder.clientCertificates);
        });
        if (builder.persistent) {
            lines.addAll(List.of(
                    "persistence true",
                    "persistence_location " + folder.path() + "/",
                    "autosave_on_changes true",
                    "autosave_interval 1"));
        }
        lines.addAll(builder.lines);
        return lines;
    }

    /** The port, the same one after each restart. */
    public int port() {
        return port;
    }

    /** {@code mqtt://127.0.0.1:port} or {@code mqtts://127.0.0.1:port}, as in watchpost.yaml. */
    public String url() {
        return (authority.isPresent() ? "mqtts" : "mqtt") + "://127.0.0.1:" + port;
    }

    /**
     * Who signed its certificate, and can sign those of clients.
     *
     * @throws IllegalStateException without TLS
     */
    public TestAuthority authority() {
        return authority.orElseThrow(() -> new IllegalStateException("this broker has no TLS"));
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** What the broker logged, over all its lives. */
    public synchronized String log() {
        return process == null ? "" : process.output();
    }

    /**
     * Starts it again on the same port and waits until it accepts connections; does nothing while running.
     *
     * @throws IllegalStateException if it ends at once, with what it logged
     */
    public synchronized void restart() {
        if (isRunning()) {
            return;
        }
        List<String> command =
                List.of(program.toString(), "-c", folder.file("mosquitto.conf").toString());
        int said = log().length();
        ChildProcess child = ChildProcess.start(command, folder.file("mosquitto.log"));
        process = child;
        Await.until("mosquitto to accept connections on port " + port, () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException("mosquitto ended: " + child.tail());
            }
            // Whoever accepts on that port may be another; only its own word tells.
            return child.output().indexOf(" running", said) >= 0 && accepts();
        });
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends it in order: a persistent one writes its state. */
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
        authority.ifPresent(TestAuthority::close);
    }

    /** What the broker should be like. Not thread-safe. */
    public static final class Builder {
        private final List<String> users = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private List<String> serverNames = List.of();
        private boolean clientCertificates;
        private boolean persistent;
        private int port;

        private Builder() {}

        /** 1..65535, or 0 for a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Lets this user in, and nobody without a name; mosquitto's file cannot hold a colon in either. */
        public Builder user(String name, String password) {
            if ((name + password).contains(":")) {
                throw new IllegalArgumentException("mosquitto's password file cannot hold a colon");
            }
            users.add(name + ":" + password);
            return this;
        }

        /** TLS with a certificate for localhost and 127.0.0.1. */
        public Builder tls() {
            serverNames = List.of("DNS:localhost", "IP:127.0.0.1");
            return this;
        }

        /** TLS with a certificate for another host, which a careful client refuses. */
        public Builder tlsForHost(String host) {
            serverNames = List.of("DNS:" + host);
            return this;
        }

        /** With TLS: only clients with a certificate of {@link Mosquitto#authority()} come in. */
        public Builder clientCertificates() {
            clientCertificates = true;
            return this;
        }

        /** Keeps sessions, queues and retained messages over restarts, also over a kill: it writes after every change. */
        public Builder persistent() {
            persistent = true;
            return this;
        }

        /** A further line of mosquitto.conf. */
        public Builder line(String text) {
            lines.add(text);
            return this;
        }

        public Mosquitto start() {
            Mosquitto broker = new Mosquitto(this);
            try {
                broker.restart();
                return broker;
            } catch (RuntimeException | AssertionError e) {
                broker.close();
                throw e;
            }
        }
    }
}
