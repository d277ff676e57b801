package watchpost.alerts.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.contract.Message;

/** The statements of one transaction, and what is true once it is committed. */
final class Transaction {
    /** What a row costs beside its payload: keys, indexes, page overhead; an estimate. */
    private static final int ROW_BYTES = 256;

    final Db db;
    private Life life;
    private Tally tally;
    private long givenUp;
    private final List<Runnable> afterwards = new ArrayList<>();

    Transaction(Db db, Life life, Tally tally) {
        this.db = db;
        this.life = life;
        this.tally = tally;
    }

    Life life() {
        return life;
    }

    Tally tally() {
        return tally;
    }

    /** Messages that this transaction gave up. */
    long givenUp() {
        return givenUp;
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    void run(Batch batch) throws SQLException {
        for (long position : batch.confirmed) {
            delete(position);
        }
        for (Batch.Attachment attachment : batch.attachments) {
            attach(attachment);
        }
        for (Batch.Insert insert : batch.inserts) {
            StoredMessage stored = insert(insert.message());
            afterwards.add(() -> insert.stored().accept(stored));
        }
        for (String incident : batch.ended) {
            Incidents.end(db, incident);
        }
    }

    StoredMessage insert(Message message) throws SQLException {
        byte[] payload = message.payload(life.epoch(), life.nextSeq());
        StoredMessage stored = new StoredMessage(
                life.nextPosition(),
                message.topic(),
                message.camera().map(camera -> camera.value()).orElse(""),
                message.subject().incidentId(),
                message.rank(),
                Optional.empty(),
                payload);
        insert(stored, life.epoch(), life.nextSeq());
        life = new Life(life.epoch(), life.nextSeq() + 1, life.nextPosition() + 1);
        Incidents.put(db, message.subject(), stored);
        return stored;
    }

    /** Takes a message of an older epoch over from a damaged file. */
    void adopt(Rescued rescued) throws SQLException {
        StoredMessage old = rescued.message();
        StoredMessage moved = new StoredMessage(
                life.nextPosition(),
                old.topic(),
                old.camera(),
                old.thread(),
                old.rank(),
                rescued.jpeg().isPresent() ? old.pictureTopic() : Optional.empty(),
                old.payload());
        insert(moved, rescued.epoch(), rescued.seq());
        if (rescued.jpeg().isPresent()) {
            byte[] jpeg = rescued.jpeg().get();
            storePicture(moved.position(), jpeg);
            db.change("UPDATE message SET bytes = bytes + ? WHERE position = ?", jpeg.length, moved.position());
            tally = tally.plus(0, jpeg.length);
        }
        life = new Life(life.epoch(), life.nextSeq(), life.nextPosition() + 1);
    }

    private void storePicture(long position, byte[] jpeg) throws SQLException {
        db.change(
                "INSERT OR REPLACE INTO picture (position, crc, jpeg) VALUES (?, ?, ?)",
                position,
                Checksum.of(jpeg),
                jpeg);
    }

    private void insert(StoredMessage row, String epoch, long seq) throws SQLException {
        long bytes = (long) row.payload().length + ROW_BYTES;
        db.change(
                "INSERT INTO message (position, epoch, seq, topic, camera, thread, rank, picture_topic, bytes, crc,"
                        + " payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.position(),
                epoch,
                seq,
                row.topic(),
                row.camera(),
                row.thread(),
                row.rank().code(),
                row.pictureTopic().orElse(""),
                bytes,
                Checksum.of(row.payload()),
                row.payload());
        tally = tally.plus(1, bytes);
    }

    private void attach(Batch.Attachment attachment) throws SQLException {
        Optional<byte[]> payload = db.first(
                "SELECT payload FROM message WHERE position = ?", row -> row.getBytes(1), attachment.position());
        if (payload.isEmpty()) {
            return;
        }
        byte[] referring = Message.withPicture(payload.get(), attachment.topic());
        long more = (long) referring.length - payload.get().length + attachment.jpeg().length;
        db.change(
                "UPDATE message SET picture_topic = ?, payload = ?, crc = ?, bytes = bytes + ? WHERE position = ?",
                attachment.topic(),
                referring,
                Checksum.of(referring),
                more,
                attachment.position());
        Incidents.change(db, attachment.position(), referring);
        storePicture(attachment.position(), attachment.jpeg());
        tally = tally.plus(0, more);
    }

    private void delete(long position) throws SQLException {
        Optional<Long> bytes =
                db.first("SELECT bytes FROM message WHERE position = ?", row -> row.getLong(1), position);
        if (bytes.isPresent()) {
            remove(position, bytes.get());
        }
    }

    private void remove(long position, long bytes) throws SQLException {
        db.change("DELETE FROM message WHERE position = ?", position);
        db.change("DELETE FROM picture WHERE position = ?", position);
        tally = tally.plus(-1, -bytes);
    }

    /** Gives a message up, with its picture. */
    void giveUp(long position, long bytes) throws SQLException {
        remove(position, bytes);
        givenUp++;
    }

    /**
     * Gives only the picture of a message up. The message itself still names it: it may have been sent before, and what has been sent
     * never changes.
     */
    void giveUpPicture(long position) throws SQLException {
        long jpeg = db.first("SELECT length(jpeg) FROM picture WHERE position = ?", row -> row.getLong(1), position)
                .orElse(0L);
        db.change("UPDATE message SET picture_topic = '', bytes = bytes - ? WHERE position = ?", jpeg, position);
        db.change("DELETE FROM picture WHERE position = ?", position);
        tally = tally.plus(0, -jpeg);
    }
}
