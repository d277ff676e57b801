package watchpost.daemon.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class CompactFormatterTest {
    @Test
    void underJournaldALineBeginsWithTheSyslogLevel() {
        LogRecord record = record(Level.WARNING, "Camera gate is away");
        assertEquals("<4>capture: Camera gate is away\n", new CompactFormatter(true, false).format(record));
    }

    @Test
    void elsewhereItBeginsWithTheTimeAndALevelInWords() {
        String line = new CompactFormatter(false, false).format(record(Level.INFO, "ready"));
        assertTrue(line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  capture   ready\\n"), line);
    }

    @Test
    void credentialsAreTakenOutOfEveryPart() {
        LogRecord record = record(Level.SEVERE, "cannot open rtsp://guard:s3cret@10.0.0.5/a");
        record.setThrown(new IOException("at rtsp://guard:s3cret@10.0.0.5/a", new IOException("s")));
        for (boolean traces : new boolean[] {false, true}) {
            String line = new CompactFormatter(false, traces).format(record);
            assertFalse(line.contains("s3cret"), line);
            assertTrue(line.contains("rtsp://***@10.0.0.5/a"), line);
            assertTrue(line.contains("; because IOException: s"), line);
            assertEquals(traces, line.contains("\tat "), line);
        }
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("watchpost.capture.Camera");
        return record;
    }
}
