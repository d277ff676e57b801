package watchpost.alerts;

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
