package watchpost.alerts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Everything that is logged while it is open, at every level; the mail server of the tests says what it likes and is left out. */
final class ClientLog extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();

    ClientLog() {
        root.setLevel(Level.ALL);
        root.addHandler(this);
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord record) {
        if (!String.valueOf(record.getLoggerName()).startsWith("org.subethamail")) {
            List<Object> parameters =
                    Optional.ofNullable(record.getParameters()).map(List::of).orElse(List.of());
            lines.add(record.getMessage() + " " + parameters + " " + record.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
