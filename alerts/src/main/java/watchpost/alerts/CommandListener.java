package watchpost.alerts;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import watchpost.alerts.transport.Incoming;
import watchpost.alerts.transport.Transport;

/**
 * Listens for commands and receipts on a connection of its own, so that a flood of them cannot come between an alarm and the broker's
 * confirmation.
 */
final class CommandListener implements Transport.Listener {
    private final CommandDesk commands;
    private final ReceiptDesk receipts;
    private final Consumer<Runnable> outboxThread;

    CommandListener(CommandDesk commands, ReceiptDesk receipts, Consumer<Runnable> outboxThread) {
        this.commands = commands;
        this.receipts = receipts;
        this.outboxThread = outboxThread;
    }

    @Override
    public List<String> wants() {
        return Stream.concat(commands.filters().stream(), receipts.filters().stream())
                .toList();
    }

    @Override
    public void received(Incoming message) {
        if (receipts.isMeant(message)) {
            receipts.received(message, outboxThread);
        } else {
            commands.received(message, outboxThread);
        }
    }

    @Override
    public void connected(long session) {}

    @Override
    public void confirmed(long session, long token) {}

    @Override
    public void lost(long session) {}
}
