package watchpost.alerts.outbox;

import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** SQLite finds broken pages but not a changed byte within a value; this finds that too. */
final class Checksum {
    private Checksum() {}

    static long of(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload);
        return crc.getValue();
    }

    static void require(byte @Nullable [] payload, long expected) throws SQLException {
        if (payload == null || of(payload) != expected) {
            throw new SQLException("a message changed on the disk", "", SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
    }
}
