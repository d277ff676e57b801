package watchpost.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;

/**
 * A box in a process of its own, to be killed: opens and closes one incident after the other and prints the number of each one that is
 * safely stored. Arguments: directory, broker, first number, pause between events in milliseconds.
 */
public final class TestingBox {
    private TestingBox() {}

    /** Starts it; what it prints is to be read. */
    static Process start(Path directory, String url, long firstNumber, long pauseMillis) throws IOException {
        // the natives that a killed JVM leaves behind go with the test's folder
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingBox.class.getName(),
                        directory.toString(),
                        url,
                        Long.toString(firstNumber),
                        Long.toString(pauseMillis))
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    public static void main(String[] args) throws Exception {
        long pause = Long.parseLong(args[3]) * 1_000_000;
        AlertService service = Services.open(Path.of(args[0]), args[1]);
        service.onIncident(note -> {
            Object count = note.incident().attributes().entries().get("count");
            System.out.println("stored " + count);
            System.out.flush();
        });
        Await.until("a connection", () -> service.connection().connected());
        for (long count = Long.parseLong(args[2]); true; count++) {
            service.accept(Events.tooMany(Phase.OPENED, 1, count));
            service.accept(Events.tooMany(Phase.CLOSED, 1, count));
            LockSupport.parkNanos(pause);
        }
    }
}
