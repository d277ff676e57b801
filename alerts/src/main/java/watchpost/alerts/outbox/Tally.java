package watchpost.alerts.outbox;

import java.sql.SQLException;

/**
 * How much waits in the file.
 *
 * @param bytes of payloads, pictures and an estimate of what rows cost beside
 */
record Tally(long rows, long bytes) {
    static Tally read(Db db) throws SQLException {
        return db.first(
                        "SELECT count(*), coalesce(sum(bytes), 0) FROM message",
                        row -> new Tally(row.getLong(1), row.getLong(2)))
                .orElse(new Tally(0, 0));
    }

    Tally plus(long moreRows, long moreBytes) {
        return new Tally(rows + moreRows, bytes + moreBytes);
    }
}
