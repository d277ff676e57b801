package watchpost.alerts.outbox;

import java.sql.SQLException;
import java.util.List;
import watchpost.alerts.contract.Message;

/** The newest message of each incident: of all open ones, and of the last closed ones. */
final class Incidents {
    /** Closed incidents that are kept. */
    private static final int KEPT = 200;

    static final List<String> TABLE = List.of(
            "CREATE TABLE IF NOT EXISTS incident (id TEXT PRIMARY KEY, open INTEGER NOT NULL,"
                    + " position INTEGER NOT NULL, crc INTEGER NOT NULL, payload BLOB NOT NULL)",
            "CREATE INDEX IF NOT EXISTS incident_position ON incident (position)");

    private Incidents() {}

    static void put(Db db, Message.Subject subject, StoredMessage message) throws SQLException {
        if (subject.incidentId().isEmpty()) {
            return;
        }
        db.change(
                "INSERT OR REPLACE INTO incident (id, open, position, crc, payload) VALUES (?, ?, ?, ?, ?)",
                subject.incidentId(),
                subject.lasts(),
                message.position(),
                Checksum.of(message.payload()),
                message.payload());
        if (!subject.lasts()) {
            trim(db);
        }
    }

    private static void trim(Db db) throws SQLException {
        db.change("DELETE FROM incident WHERE open = 0 AND id NOT IN"
                + " (SELECT id FROM incident WHERE open = 0 ORDER BY position DESC LIMIT " + KEPT + ")");
    }

    /** The incident is over, and no message here says so. */
    static void end(Db db, String id) throws SQLException {
        db.change("UPDATE incident SET open = 0 WHERE id = ?", id);
        trim(db);
    }

    /** The message at {@code position} has another payload now. */
    static void change(Db db, long position, byte[] payload) throws SQLException {
        db.change(
                "UPDATE incident SET payload = ?, crc = ? WHERE position = ?", payload, Checksum.of(payload), position);
    }

    /** Takes one over that was read from a damaged file. */
    static void adopt(Db db, RawTable.Row row) throws SQLException {
        db.change(
                "INSERT OR REPLACE INTO incident (id, open, position, crc, payload) VALUES (?, ?, ?, ?, ?)",
                row.text(0),
                row.number(1),
                row.number(2),
                row.number(3),
                row.bytes(4));
    }

    /** The newest message of each, in order of storing. */
    static List<byte[]> all(Db db) throws SQLException {
        return db.list("SELECT payload, crc FROM incident ORDER BY position", Outbox::blob);
    }
}
