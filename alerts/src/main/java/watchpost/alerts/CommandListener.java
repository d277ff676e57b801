package watchpost.alerts;

import java.util.Optional;
import java.util.function.Consumer;
import watchpost.alerts.transport.Incoming;
import watchpost.alerts.transport.Transport;

/**
 * Listens for commands on a connection of its own, so that a flood of them cannot come between an alarm and the broker's confirmation.
 */
final class CommandListener implements Transport.Listener {
    private final CommandDesk desk;
    private final Consumer<Runnable> outboxThread;

    CommandListener(CommandDesk desk, Consumer<Runnable> outboxThread) {
        this.desk = desk;
        this.outboxThread = outboxThread;
    }

    @Override
    public Optional<String> wants() {
        return desk.filter();
    }

    @Override
    public void received(Incoming message) {
        desk.received(message, outboxThread);
    }

    @Override
    public void connected(long session) {}

    @Override
    public void confirmed(long session, long token) {}

    @Override
    public void lost(long session) {}
}
