package watchpost.alerts.outbox;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/** The tables of the file, and how those of an older program become these: all at once or not at all. */
final class Tables {
    /** Version of the tables. */
    static final int FORMAT = 2;

    private static final Logger LOG = System.getLogger(Tables.class.getName());

    private static final List<String> FIRST = List.of(
            "CREATE TABLE IF NOT EXISTS life (one INTEGER PRIMARY KEY CHECK (one = 1), format INTEGER NOT NULL,"
                    + " epoch TEXT NOT NULL, next_seq INTEGER NOT NULL, next_position INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS message (position INTEGER PRIMARY KEY, epoch TEXT NOT NULL,"
                    + " seq INTEGER NOT NULL, topic TEXT NOT NULL, camera TEXT NOT NULL, thread TEXT NOT NULL,"
                    + " rank INTEGER NOT NULL, picture_topic TEXT NOT NULL, bytes INTEGER NOT NULL, crc INTEGER NOT NULL,"
                    + " payload BLOB NOT NULL)",
            "CREATE INDEX IF NOT EXISTS message_rank ON message (rank, position)",
            "CREATE INDEX IF NOT EXISTS message_thread ON message (thread, position) WHERE thread <> ''",
            "CREATE TABLE IF NOT EXISTS picture (position INTEGER PRIMARY KEY, crc INTEGER NOT NULL,"
                    + " jpeg BLOB NOT NULL)");

    /** What each format adds to the one before it, from format 1 on. */
    private static final List<List<String>> STEPS = List.of(Incidents.TABLE);

    private Tables() {}

    /** The file was written by a newer program; nothing of it was touched. */
    private static SQLException newer(int format) {
        return new SQLException("it was written by a newer watchpost (format " + format + ", this one knows " + FORMAT
                + "); start that version again, or give this one its own storage directory");
    }

    /**
     * Makes the tables what this program needs. While those of an older program are changed, a copy of the file lies beside it.
     *
     * @throws SQLException if the file is of a newer program, or if it cannot be changed; then it is as it was
     */
    static void bring(Db db, Path file) throws SQLException, IOException {
        int format = format(db);
        if (format > FORMAT) {
            throw newer(format);
        }
        if (format == FORMAT) {
            return;
        }
        Path copy = file.resolveSibling(file.getFileName() + ".format-" + format);
        if (format > 0) {
            keep(db, copy);
        }
        change(db, format);
        Files.deleteIfExists(copy);
    }

    /** 0 for a new file. */
    private static int format(Db db) throws SQLException {
        boolean fresh = db.first("SELECT 1 FROM sqlite_master WHERE name = 'life'", row -> row.getInt(1))
                .isEmpty();
        return fresh
                ? 0
                : db.first("SELECT format FROM life", row -> row.getInt(1)).orElse(0);
    }

    private static void keep(Db db, Path copy) throws SQLException, IOException {
        Files.deleteIfExists(copy);
        try {
            db.script("VACUUM INTO '" + copy.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xFF) != SQLiteErrorCode.SQLITE_FULL.code) {
                throw e;
            }
            // the change is one transaction: without a copy it is as safe as any other
            LOG.log(Level.WARNING, "there is no room for a copy of the outbox while its tables are changed");
        }
    }

    private static void change(Db db, int format) throws SQLException {
        db.script("BEGIN IMMEDIATE");
        try {
            if (format == 0) {
                db.script(FIRST.toArray(String[]::new));
            }
            for (List<String> step : STEPS.subList(Math.max(0, format - 1), STEPS.size())) {
                db.script(step.toArray(String[]::new));
            }
            db.change("UPDATE life SET format = ?", FORMAT);
            db.script("COMMIT");
        } catch (SQLException e) {
            db.script("ROLLBACK");
            throw e;
        }
    }
}
