package watchpost.alerts.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/** Opens, checks and, where it is damaged, sets aside the SQLite file. */
final class OutboxFile {
    private static final List<String> PARTS = List.of("", "-wal", "-shm");

    private OutboxFile() {}

    /**
     * Opens {@code file}, made new if it is not there. A damaged one is renamed together with its log, and {@code rescue} fills the
     * new one with what can be read of it.
     *
     * @param suspect true if the file has already shown to be damaged, whatever its check says
     */
    static Db open(Path file, Rescue rescue, boolean suspect) throws SQLException, IOException {
        try {
            boolean damagedLog = WalFile.read(sibling(file, "-wal"), RawTable.USUAL_PAGE_SIZE)
                    .damaged();
            if (!suspect && !damagedLog) {
                return opened(file, rescue, Optional.empty());
            }
        } catch (SQLException e) {
            if (!isDamage(e)) {
                throw e;
            }
        }
        return opened(file, rescue, Optional.of(quarantine(file, rescue.now())));
    }

    private static Db opened(Path file, Rescue rescue, Optional<Path> damaged) throws SQLException, IOException {
        Db db = new Db(DriverManager.getConnection("jdbc:sqlite:" + file));
        try {
            prepare(db, file);
            if (Life.read(db).isEmpty()) {
                rescue.begin(db, damaged);
            }
            return db;
        } catch (SQLException | IOException e) {
            try {
                db.close();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** How long the log may become before it is moved into the file: on a small disk it must not be what fills it. */
    private static long logPages(Path file) throws IOException {
        long disk = Files.getFileStore(file.toAbsolutePath().getParent()).getTotalSpace();
        return Math.max(32, Math.min(1000, disk / 32 / RawTable.USUAL_PAGE_SIZE));
    }

    private static void prepare(Db db, Path file) throws SQLException, IOException {
        db.script(
                "PRAGMA busy_timeout = 500",
                "PRAGMA page_size = " + RawTable.USUAL_PAGE_SIZE,
                // what was delivered is gone from the disk too, and a rescue does not find it again
                "PRAGMA secure_delete = ON",
                "PRAGMA locking_mode = EXCLUSIVE",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA wal_autocheckpoint = " + logPages(file),
                "PRAGMA journal_size_limit = 16777216",
                "PRAGMA temp_store = MEMORY");
        String verdict =
                db.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("no answer");
        if (!verdict.equals("ok")) {
            throw new SQLException(verdict, "", SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
        Tables.bring(db, file);
    }

    static OutboxException.Trouble trouble(SQLException e) {
        if (isDamage(e)) {
            return OutboxException.Trouble.DAMAGED;
        }
        int primary = e.getErrorCode() & 0xFF;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return OutboxException.Trouble.FULL;
        }
        return isBusy(primary) ? OutboxException.Trouble.BUSY : OutboxException.Trouble.OTHER;
    }

    /** True if {@code e} says that the file's content is broken. */
    static boolean isDamage(SQLException e) {
        int primary = e.getErrorCode() & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private static boolean isBusy(int primary) {
        return primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
    }

    /** What went wrong, in words that say what to do where that is known. */
    static String explain(SQLException e) {
        int primary = e.getErrorCode() & 0xFF;
        if (isBusy(primary)) {
            return "another watchpost is using it; stop that one or give this one its own storage directory";
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full";
        }
        if (primary == SQLiteErrorCode.SQLITE_READONLY.code || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return "it cannot be written; check the owner of the storage directory";
        }
        return String.valueOf(e.getMessage());
    }

    private static Path quarantine(Path file, Instant at) throws IOException {
        Path aside = freeName(file, at);
        for (String part : PARTS) {
            Path from = sibling(file, part);
            if (Files.exists(from)) {
                Files.move(from, sibling(aside, part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return aside;
    }

    private static Path freeName(Path file, Instant at) {
        Path plain = sibling(file, ".damaged-" + at.getEpochSecond());
        Path candidate = plain;
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = sibling(plain, "-" + i);
        }
        return candidate;
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
