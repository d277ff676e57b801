package watchpost.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside a test. It ends with {@link #stop}, {@link #kill} or, at the latest, when the JVM ends in order; a JVM that
 * is killed leaves it, unless it watches its standard input, which is closed then. Any thread.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TAIL = 2000;

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end of child processes"));
    }

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param output where standard output and error go, appended
     * @throws UncheckedIOException if it cannot be started
     */
    public static ChildProcess start(List<String> command, Path output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            RUNNING.add(process);
            return new ChildProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Runs a short program to its end.
     *
     * @throws IllegalStateException if it says anything but success, with its output
     */
    public static void run(List<String> command, Path output) {
        try (ChildProcess child = start(command, output)) {
            if (!child.ends(Duration.ofSeconds(30)) || child.process.exitValue() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + child.tail());
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    public void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the program listens no more: " + tail(), e);
        }
    }

    /** Asks it to end (SIGTERM), and kills it if it does not within a few seconds. */
    public void stop() {
        process.destroy();
        if (!ends(PATIENCE)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        if (!ends(PATIENCE)) {
            throw new IllegalStateException("process " + pid() + " does not end when killed");
        }
    }

    private boolean ends(Duration patience) {
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                RUNNING.remove(process);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** All it has said. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last of what it said, for failures. */
    public String tail() {
        String all = output();
        return all.substring(Math.max(0, all.length() - TAIL)).strip();
    }

    @Override
    public void close() {
        kill();
    }
}
