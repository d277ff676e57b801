package watchpost.alerts;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;

/**
 * A box in a process of its own, to be killed: opens an incident for one object after the other and prints each one that is safely
 * stored. Arguments: directory, broker, first object, pause between events in milliseconds.
 */
public final class TestingBox {
    private TestingBox() {}

    public static void main(String[] args) throws Exception {
        long pause = Long.parseLong(args[3]) * 1_000_000;
        AlertService service = Services.open(Path.of(args[0]), args[1]);
        service.onIncident(note -> {
            System.out.println(
                    "stored " + note.incident().subject().orElseThrow().track());
            System.out.flush();
        });
        Await.until("a connection", () -> service.connection().connected());
        for (long track = Long.parseLong(args[2]); true; track++) {
            service.accept(Events.intrusion(Phase.OPENED, track, 1));
            LockSupport.parkNanos(pause);
        }
    }
}
