package watchpost.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;

/**
 * A box in a process of its own, to be killed: opens and closes one incident after the other and prints the number of each one that is
 * safely stored. Arguments: directory, site, broker, first number, pause between events in milliseconds, most that may wait for the broker before it goes on.
 */
public final class TestingBox {
    private TestingBox() {}

    /** Starts it; what it prints is to be read. */
    static Process start(Path directory, String site, String url, long firstNumber, long pauseMillis, long most)
            throws IOException {
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
                        site,
                        url,
                        Long.toString(firstNumber),
                        Long.toString(pauseMillis),
                        Long.toString(most))
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    public static void main(String[] args) throws Exception {
        long pause = Long.parseLong(args[4]) * 1_000_000;
        AlertService service = Services.open(
                Path.of(args[0]), Origin.of(args[1], "gate-7"), BrokerSettings.at(args[2]), PictureSource.NONE);
        long first = Long.parseLong(args[3]);
        long most = Long.parseLong(args[5]);
        AtomicLong stored = new AtomicLong();
        service.onIncident(note -> {
            Object count = note.incident().attributes().entries().get("count");
            stored.addAndGet(count instanceof Long number && number >= first ? 1 : 0);
            System.out.println("stored " + count);
            System.out.flush();
        });
        Await.until("a connection", () -> service.connection().connected());
        for (long count = first; true; count++) {
            // a machine that stands still for a moment must not make a backlog, which is sent with another window
            long happened = 2 * (count - first);
            Await.until(
                    "few that wait",
                    () -> happened - stored.get() <= 8 && service.counters().backlog() <= most);
            service.accept(Events.tooMany(Phase.OPENED, 1, count));
            service.accept(Events.tooMany(Phase.CLOSED, 1, count));
            LockSupport.parkNanos(pause);
        }
    }
}
