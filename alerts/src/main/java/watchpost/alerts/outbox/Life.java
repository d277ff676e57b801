package watchpost.alerts.outbox;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The life of one outbox file and what the next message in it gets.
 *
 * @param epoch id of the file's life
 * @param nextSeq place in the sequence of the next message, from 1
 * @param nextPosition position of the next row, from 1; it differs from {@code nextSeq} after a rescue of older messages
 */
record Life(String epoch, long nextSeq, long nextPosition) {
    static Optional<Life> read(Db db) throws SQLException {
        return db.first(
                "SELECT epoch, next_seq, next_position FROM life",
                row -> new Life(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    void write(Db db) throws SQLException {
        db.change(
                "INSERT OR REPLACE INTO life (one, format, epoch, next_seq, next_position) VALUES (1, ?, ?, ?, ?)",
                Tables.FORMAT,
                epoch,
                nextSeq,
                nextPosition);
    }
}
