package watchpost.alerts.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of older and newer programs. */
class TablesTest {
    private static final long PLENTY = 1 << 20;

    @TempDir
    Path directory;

    private String epoch = "";

    @BeforeEach
    void threeMessagesWait() throws Exception {
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            epoch = bench.outbox.epoch();
            bench.storeMeasurements(3);
        }
    }

    private void sql(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("outbox.db"));
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private int format() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("outbox.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT format FROM life")) {
            return row.getInt(1);
        }
    }

    private List<String> otherFiles() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches("outbox\\.db(-wal|-shm)?"))
                    .toList();
        }
    }

    @Test
    void aFileOfTheFirstFormatIsTakenOver() throws Exception {
        sql("DROP TABLE incident", "UPDATE life SET format = 1");
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertEquals(epoch, bench.outbox.epoch());
            assertEquals(3, bench.outbox.rows());
            bench.store(bench.alarm("gate", 1));
            assertEquals(1, bench.outbox.incidents().size());
        }
        assertEquals(Tables.FORMAT, format());
        assertEquals(List.of(), otherFiles(), "the copy is gone");
    }

    @Test
    void aChangeThatFailsLeavesTheFileAsItWasAndItsCopy() throws Exception {
        sql("DROP TABLE incident", "CREATE TABLE other (id)", "CREATE INDEX incident ON other (id)");
        sql("UPDATE life SET format = 1");
        assertThrows(OutboxException.class, () -> new OutboxBench(directory, PLENTY).close());
        assertEquals(1, format());
        assertEquals(List.of("outbox.db.format-1"), otherFiles());
        sql("DROP TABLE other");
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertEquals(3, bench.outbox.rows());
        }
        assertEquals(List.of(), otherFiles());
    }

    @Test
    void aFileOfANewerProgramIsRefusedInOneSentenceAndNothingOfItIsLost() throws Exception {
        sql("UPDATE life SET format = 99");
        OutboxException refused = assertThrows(OutboxException.class, () -> new OutboxBench(directory, PLENTY).close());
        assertTrue(
                refused.getMessage()
                        .endsWith("it was written by a newer watchpost (format 99, this one knows " + Tables.FORMAT
                                + "); start that version again, or give this one its own storage directory"),
                refused.getMessage());
        assertEquals(99, format());
        sql("UPDATE life SET format = " + Tables.FORMAT);
        try (OutboxBench bench = new OutboxBench(directory, PLENTY)) {
            assertEquals(3, bench.outbox.rows());
            assertEquals(epoch, bench.outbox.epoch());
        }
        assertEquals(List.of(), otherFiles());
    }
}
