package watchpost.alerts.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import watchpost.alerts.contract.Gap;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.id.Ids;
import watchpost.core.time.ClockQuality;

/** Begins the life of a new outbox file, with what can be read of a damaged one. */
final class Rescue {
    private static final Logger LOG = System.getLogger(Rescue.class.getName());

    /** Beyond this many positions between two readable stretches no single one is tried any more. */
    private static final long MAX_PROBES = 200_000;

    private final Messages messages;
    private final InstantSource clock;
    private final Ids ids;

    Rescue(Messages messages, InstantSource clock, Ids ids) {
        this.messages = messages;
        this.clock = clock;
        this.ids = ids;
    }

    Instant now() {
        return clock.instant();
    }

    /** Begins the file's life; {@code damaged} is where the previous file was put. */
    void begin(Db db, Optional<Path> damaged) throws SQLException {
        String epoch = ids.next(now(), "epoch");
        Transaction transaction = new Transaction(db, new Life(epoch, 1, 1), new Tally(0, 0));
        db.script("BEGIN IMMEDIATE");
        if (damaged.isPresent()) {
            takeOver(transaction, damaged.get());
        }
        transaction.life().write(db);
        db.script("COMMIT");
    }

    private void takeOver(Transaction transaction, Path damaged) throws SQLException {
        Map<Long, Rescued> rows = new TreeMap<>();
        Optional<Life> old = Optional.empty();
        try (Db source = new Db(DriverManager.getConnection("jdbc:sqlite:" + damaged))) {
            old = life(source);
            read(source, rows);
            Incidents.copy(source, transaction.db);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the damaged outbox cannot be read any further", e);
        }
        for (Rescued row : rows.values()) {
            transaction.adopt(row);
        }
        String reason = "the outbox file was damaged and set aside as " + damaged.getFileName() + "; " + rows.size()
                + " waiting messages could be saved from it";
        LOG.log(Level.WARNING, reason);
        long last = old.map(life -> life.nextSeq() - 1).orElse(0L);
        Gap gap = new Gap(reason, old.map(Life::epoch), Math.min(1, last), last, Optional.empty(), Map.of());
        transaction.insert(messages.gap(gap, now(), ClockQuality.UNSYNCED));
    }

    private static Optional<Life> life(Db source) {
        try {
            return Life.read(source);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Forwards until it breaks, backwards until it breaks, and one by one in between. */
    private static void read(Db source, Map<Long, Rescued> rows) {
        boolean whole = scan(source, "SELECT * FROM message NOT INDEXED ORDER BY position", rows);
        if (whole) {
            return;
        }
        long lastForward =
                rows.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
        Map<Long, Rescued> fromTheEnd = new TreeMap<>();
        scan(source, "SELECT * FROM message NOT INDEXED ORDER BY position DESC", fromTheEnd);
        long firstBackward =
                fromTheEnd.keySet().stream().mapToLong(Long::longValue).min().orElse(lastForward);
        rows.putAll(fromTheEnd);
        for (long p = lastForward + 1; p < Math.min(firstBackward, lastForward + MAX_PROBES); p++) {
            scan(source, "SELECT * FROM message NOT INDEXED WHERE position = " + p, rows);
        }
    }

    private static boolean scan(Db source, String sql, Map<Long, Rescued> rows) {
        try {
            source.each(sql, row -> take(source, row, rows));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** A row whose content is broken is left out; the next one may be whole. */
    private static void take(Db source, ResultSet row, Map<Long, Rescued> rows) {
        try {
            Rescued rescued = rescued(source, row);
            rows.put(rescued.message().position(), rescued);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a row of the damaged outbox cannot be read", e);
        }
    }

    private static Rescued rescued(Db source, ResultSet row) throws SQLException {
        Checksum.require(row.getBytes("payload"), row.getLong("crc"));
        StoredMessage message = new StoredMessage(
                row.getLong("position"),
                row.getString("topic"),
                row.getString("camera"),
                row.getString("thread"),
                Rank.of(row.getInt("rank")),
                Optional.of(row.getString("picture_topic")).filter(topic -> !topic.isEmpty()),
                row.getBytes("payload"));
        Optional<byte[]> jpeg =
                message.pictureTopic().isPresent() ? jpeg(source, message.position()) : Optional.empty();
        return new Rescued(message, row.getString("epoch"), row.getLong("seq"), jpeg);
    }

    private static Optional<byte[]> jpeg(Db source, long position) {
        try {
            return source.first("SELECT jpeg, crc FROM picture WHERE position = ?", Outbox::blob, position);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
