package watchpost.daemon.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.SourceUrl;

/**
 * One line a record. Under journald, which stamps the time itself, a line begins with the syslog level ({@code <4>}); elsewhere with
 * the local time and the level's word. A thrown error adds its chain of sentences; its stack trace is added only where
 * {@code traces} asks for it.
 */
final class CompactFormatter extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final boolean journald;
    private final boolean traces;

    CompactFormatter(boolean journald, boolean traces) {
        this.journald = journald;
        this.traces = traces;
    }

    @Override
    public String format(LogRecord record) {
        String message = formatMessage(record) + causes(record.getThrown());
        String line = journald
                ? "<" + syslogLevel(record.getLevel()) + ">" + area(record.getLoggerName()) + ": " + message
                : TIME.format(record.getInstant()) + " " + word(record.getLevel()) + " "
                        + String.format(Locale.ROOT, "%-9s", area(record.getLoggerName())) + " " + message;
        String flat = line.replace("\n", journald ? " " : "\n    ");
        return SourceUrl.redact(flat + trace(record.getThrown())) + "\n";
    }

    private static String causes(@Nullable Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            text.append(text.length() == 0 ? ": " : "; because ").append(sentence(at));
        }
        return text.toString();
    }

    private static String sentence(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getSimpleName() + ": " + message;
    }

    private String trace(@Nullable Throwable thrown) {
        if (!traces || thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return "\n" + text;
    }

    /** {@code watchpost.capture.Camera} is "capture"; a library's class keeps its own name. */
    private static String area(@Nullable String logger) {
        if (logger == null) {
            return "-";
        }
        List<String> parts = List.of(logger.split("\\.", -1));
        return parts.size() > 2 && parts.get(0).equals("watchpost") ? parts.get(1) : parts.get(parts.size() - 1);
    }

    private static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static int syslogLevel(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return 3;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return 4;
        }
        return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
    }
}
