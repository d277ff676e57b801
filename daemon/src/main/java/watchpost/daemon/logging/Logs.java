package watchpost.daemon.logging;

import java.io.PrintStream;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sets the process's logging up. */
public final class Logs {
    /** Libraries whose everyday messages help nobody here. */
    private static final List<String> FOREIGN = List.of("io", "org", "com", "ai", "java", "javax", "jdk", "sun");

    /** Held, since the JDK forgets the level of a logger that nobody refers to. */
    private static final Logger OWN = Logger.getLogger("watchpost");

    private static final List<Logger> QUIETENED =
            FOREIGN.stream().map(Logger::getLogger).toList();

    private Logs() {}

    /** How much is written. */
    public enum Detail {
        /** Warnings and errors. */
        QUIET,
        /** Changes of state and a digest a minute as well. */
        NORMAL,
        /** Stack traces and debugging lines as well. */
        VERBOSE
    }

    /** Sends every record to {@code stream}, which is journald's if the process runs as a service. */
    public static void install(PrintStream stream, Detail detail) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        boolean journald = System.getenv("JOURNAL_STREAM") != null;
        Handler handler = new StreamHandler(stream, new CompactFormatter(journald, detail == Detail.VERBOSE));
        root.addHandler(handler);
        root.setLevel(Level.INFO);
        OWN.setLevel(level(detail));
        QUIETENED.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private static Level level(Detail detail) {
        return switch (detail) {
            case QUIET -> Level.WARNING;
            case NORMAL -> Level.INFO;
            case VERBOSE -> Level.FINE;
        };
    }

    /** Writes and flushes each record at once; the print stream is the lock. */
    private static final class StreamHandler extends Handler {
        private final PrintStream stream;

        StreamHandler(PrintStream stream, CompactFormatter formatter) {
            this.stream = stream;
            setFormatter(formatter);
        }

        @Override
        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                stream.print(getFormatter().format(record));
                stream.flush();
            }
        }

        @Override
        public void flush() {
            stream.flush();
        }

        @Override
        public void close() {
            stream.flush();
        }
    }
}
