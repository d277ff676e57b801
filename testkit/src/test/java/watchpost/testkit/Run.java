package watchpost.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a program said: its exit status, and its output and error output together, line by line. */
public record Run(int status, List<String> lines) {
    private static final long PATIENCE_SECONDS = 60;

    /** Runs a program to its end. */
    public static Run of(Path program, String... arguments) throws IOException, InterruptedException {
        return await(start(program, arguments));
    }

    /** A program under way; {@link #await} gives its result. */
    public record Started(Process process, Path output) {}

    public static Started start(Path program, String... arguments) throws IOException {
        Path output = Files.createTempFile("watchpost-run-", ".txt");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        return new Started(process, output);
    }

    public static Run await(Started started) throws IOException, InterruptedException {
        boolean ended = started.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        started.process().destroyForcibly();
        List<String> lines = Files.readAllLines(started.output());
        Files.delete(started.output());
        assertTrue(ended, () -> "still running after " + PATIENCE_SECONDS + " s: " + lines);
        return new Run(started.process().exitValue(), lines);
    }
}
