package watchpost.alerts.outbox;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import watchpost.alerts.contract.ClockJump;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.id.Ids;

/**
 * The file of messages that wait for their confirmation. Every change is one transaction, synced to the disk before it counts. Only
 * the thread {@code outbox} may call.
 */
public final class Outbox implements AutoCloseable {
    private static final String COLUMNS = "position, topic, camera, thread, rank, picture_topic, payload, crc";

    /** A file with so many empty pages has room for messages: what lacks is room for the log, and giving messages up makes none. */
    private static final int ROOMY = 16;
    /** So long a log takes what is done at once on a full disk. */
    private static final long LOG_ROOM = 256 << 10;

    private static final Logger LOG = System.getLogger(Outbox.class.getName());

    private final Path file;
    private final InstantSource clock;
    private final Quota quota;
    private final Db db;
    private Life life;
    private Tally tally;
    private long givenUp;

    private Outbox(Path file, Db db, Quota quota, Life life, InstantSource clock) throws SQLException {
        this.file = file;
        this.db = db;
        this.quota = quota;
        this.life = life;
        this.clock = clock;
        this.tally = Tally.read(db);
    }

    /**
     * Opens the outbox in {@code directory}. A damaged file is set aside, never deleted; what can be read of it is taken over and the
     * rest is declared as a gap in a new epoch.
     *
     * @param maxBytes most bytes of waiting messages and pictures
     * @param messages writes the gaps
     * @param suspect true if the file has already shown to be damaged, whatever its check says
     */
    public static Outbox open(
            Path directory, long maxBytes, Messages messages, Ids ids, InstantSource clock, boolean suspect)
            throws OutboxException {
        Path file = directory.resolve("outbox.db");
        try {
            Files.createDirectories(directory);
            Db db = OutboxFile.open(file, new Rescue(messages, clock, ids), suspect);
            Life life = Life.read(db).orElseThrow();
            return new Outbox(file, db, new Quota(maxBytes, messages), life, clock);
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (IOException e) {
            throw new OutboxException(
                    "cannot use the storage directory " + directory + ": " + e, OutboxException.Trouble.OTHER, e);
        }
    }

    public String epoch() {
        return life.epoch();
    }

    /** Messages that wait. */
    public long rows() {
        return tally.rows();
    }

    /** Bytes of messages and pictures that wait. */
    public long bytes() {
        return tally.bytes();
    }

    /** Messages given up since the start because the outbox was full. A change means that rows read before may be gone. */
    public long givenUp() {
        return givenUp;
    }

    /** The position that the next message gets. */
    public long nextPosition() {
        return life.nextPosition();
    }

    /**
     * Does all of {@code batch} or, if it throws, nothing of it. When it returns, everything is on the disk.
     *
     * @param inUse positions that are being sent and must not be given up to make room
     */
    public void write(Batch batch, LongPredicate inUse) throws OutboxException {
        transact(transaction -> {
            transaction.run(batch);
            quota.refuse(transaction, batch.refused, clock.instant());
            quota.enforce(transaction, inUse, clock.instant());
        });
    }

    /**
     * Gives up some of what happened before {@code oldest}, as far as the clock was right when it did; that is declared.
     *
     * @param inUse positions that must not be given up
     */
    public void expire(Instant oldest, LongPredicate inUse) throws OutboxException {
        Optional<StoredMessage> first = after(0, 1).stream().findFirst();
        if (first.isPresent() && Message.isOlder(first.get().payload(), oldest)) {
            transact(transaction -> quota.expire(transaction, oldest, inUse, clock.instant()));
        }
    }

    /** Removes the pictures that wait with the messages that {@code which} wants, and declares it; returns how many. */
    public long erasePictures(Predicate<StoredMessage> which) throws OutboxException {
        List<Long> positions = new ArrayList<>();
        long last = 0;
        for (List<StoredMessage> page = after(last, 200); !page.isEmpty(); page = after(last, 200)) {
            for (StoredMessage message : page) {
                last = message.position();
                if (message.pictureTopic().isPresent() && which.test(message)) {
                    positions.add(last);
                }
            }
        }
        transact(transaction -> quota.erasePictures(transaction, positions, clock.instant()));
        return positions.size();
    }

    private interface Work {
        void in(Transaction transaction) throws SQLException;
    }

    private void transact(Work work) throws OutboxException {
        Transaction transaction = new Transaction(db, life, tally);
        try {
            db.script("BEGIN IMMEDIATE");
            work.in(transaction);
            transaction.life().write(db);
            db.script("COMMIT");
        } catch (SQLException e) {
            rollback(e);
            throw failure(file, e);
        }
        life = transaction.life();
        tally = transaction.tally();
        givenUp += transaction.givenUp();
        transaction.afterwards().forEach(Runnable::run);
    }

    /**
     * The disk is full: moves the log into the file and keeps the file from growing into the room that the log needs. Without that
     * room nothing could be stored or removed any more: even a removal makes the log longer before it makes anything shorter.
     *
     * @return true if the log was long and is short now
     */
    public boolean confine() {
        try {
            long before = logBytes();
            moveLog();
            long room = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
            long more = Math.max(0, room - LOG_ROOM) / number("PRAGMA page_size");
            db.script("PRAGMA max_page_count = " + (number("PRAGMA page_count") + more));
            return before - logBytes() >= LOG_ROOM / 2;
        } catch (SQLException | IOException e) {
            LOG.log(Level.DEBUG, "the log cannot be moved into a full disk's file", e);
            return false;
        }
    }

    private void moveLog() throws SQLException {
        db.list("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
    }

    private long logBytes() throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /**
     * The disk is full: gives up a few of those that wait, the least severe and oldest, and from now on keeps within the rest.
     *
     * @param inUse positions that must not be given up
     * @return false if there is nothing to give up, or if that would not help
     */
    public boolean tighten(LongPredicate inUse) throws OutboxException {
        long before = givenUp;
        if (query(() -> number("PRAGMA freelist_count")) < ROOMY && quota.tighten(tally.bytes())) {
            write(new Batch(), inUse);
        }
        return givenUp > before;
    }

    /** Makes the file smaller if most of it is empty and there is room for the copy that this takes. */
    public void shrink() {
        try {
            long pages = number("PRAGMA page_count");
            long used = pages - number("PRAGMA freelist_count");
            long room = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
            if (used < pages / 2 && 2 * used * number("PRAGMA page_size") < room) {
                db.vacuum();
                moveLog();
            }
        } catch (SQLException | IOException e) {
            LOG.log(Level.DEBUG, "the file of a full disk cannot be made smaller", e);
        }
    }

    private long number(String pragma) throws SQLException {
        return db.first(pragma, row -> row.getLong(1)).orElse(0L);
    }

    /** There is room again. */
    public void relax() {
        quota.relax();
        try {
            db.script("PRAGMA max_page_count = " + Integer.MAX_VALUE);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "the outbox cannot grow again: " + e.getMessage());
        }
    }

    /**
     * The clock was put right: moves the stamps of the messages that were stored from {@code position} on and stamped before that.
     *
     * @param sent positions whose message may have reached somebody
     * @return how many messages were corrected
     */
    public int correct(ClockJump jump, long position, LongPredicate sent) throws OutboxException {
        int corrected = 0;
        try {
            db.script("BEGIN IMMEDIATE");
            long after = position - 1;
            for (List<StoredMessage> page = page(after); !page.isEmpty(); page = page(after)) {
                for (StoredMessage message : page) {
                    after = message.position();
                    corrected += sent.test(after) ? 0 : correct(message, jump);
                }
            }
            db.script("COMMIT");
            return corrected;
        } catch (SQLException e) {
            rollback(e);
            throw failure(file, e);
        }
    }

    private List<StoredMessage> page(long after) throws SQLException {
        return db.list(
                "SELECT " + COLUMNS + " FROM message WHERE position > ? ORDER BY position LIMIT 200",
                Outbox::message,
                after);
    }

    private int correct(StoredMessage message, ClockJump jump) throws SQLException {
        Optional<byte[]> payload = Message.corrected(message.payload(), jump);
        if (payload.isEmpty()) {
            return 0;
        }
        db.change(
                "UPDATE message SET payload = ?, crc = ? WHERE position = ?",
                payload.get(),
                Checksum.of(payload.get()),
                message.position());
        Incidents.change(db, message.position(), payload.get());
        return 1;
    }

    private void rollback(SQLException because) {
        try {
            db.script("ROLLBACK");
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** The message at {@code position}, if it still waits. */
    public Optional<StoredMessage> at(long position) throws OutboxException {
        return query(
                () -> db.first("SELECT " + COLUMNS + " FROM message WHERE position = ?", Outbox::message, position));
    }

    /** The next messages after {@code position}, in order. */
    public List<StoredMessage> after(long position, int limit) throws OutboxException {
        return query(() -> db.list(
                "SELECT " + COLUMNS + " FROM message WHERE position > ? ORDER BY position LIMIT ?",
                Outbox::message,
                position,
                limit));
    }

    /** The first alarm after {@code position}. */
    public Optional<StoredMessage> alarmAfter(long position) throws OutboxException {
        return query(() -> db.first(
                "SELECT " + COLUMNS + " FROM message WHERE rank = ? AND position > ? ORDER BY position LIMIT 1",
                Outbox::message,
                Rank.ALARM.code(),
                position));
    }

    /** Positions of the messages of {@code thread} between the two positions, both excluded. */
    public List<Long> ofThread(String thread, long after, long before) throws OutboxException {
        return query(() -> db.list(
                "SELECT position FROM message WHERE thread = ? AND thread <> '' AND position > ? AND position < ?",
                row -> row.getLong(1),
                thread,
                after,
                before));
    }

    /** The newest message of each open incident and of the last closed ones, in order of storing. */
    public List<byte[]> incidents() throws OutboxException {
        return query(() -> Incidents.all(db));
    }

    /** The JPEG that goes before the message at {@code position}. */
    public Optional<byte[]> picture(long position) throws OutboxException {
        return query(() -> db.first("SELECT jpeg, crc FROM picture WHERE position = ?", Outbox::blob, position));
    }

    /** Reads a blob and its checksum. */
    static byte[] blob(ResultSet row) throws SQLException {
        byte[] blob = row.getBytes(1);
        Checksum.require(blob, row.getLong(2));
        return blob;
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private <T> T query(Query<T> query) throws OutboxException {
        try {
            return query.run();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Reads a row of {@link #COLUMNS}. */
    private static StoredMessage message(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes(7);
        Checksum.require(payload, row.getLong(8));
        return new StoredMessage(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Rank.of(row.getInt(5)),
                Optional.of(row.getString(6)).filter(topic -> !topic.isEmpty()),
                payload);
    }

    private static OutboxException failure(Path file, SQLException e) {
        return new OutboxException(
                "cannot use the outbox " + file + ": " + OutboxFile.explain(e), OutboxFile.trouble(e), e);
    }

    @Override
    public void close() throws OutboxException {
        try {
            db.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }
}
