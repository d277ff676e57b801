package watchpost.alerts.outbox;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import watchpost.alerts.contract.Gap;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.id.Ids;
import watchpost.core.time.ClockQuality;

/** Begins the life of a new outbox file, with every row of a damaged one that is whole. */
final class Rescue {
    private static final Logger LOG = System.getLogger(Rescue.class.getName());

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
        Found found = new Found();
        try (RawTable table = new RawTable(damaged)) {
            table.each(found::note);
            adopt(transaction, table, found);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the damaged outbox cannot be read: " + e);
        }
        String reason = "the outbox file was damaged and set aside as " + damaged.getFileName() + "; "
                + found.messages.size() + " waiting messages could be saved from it";
        LOG.log(Level.WARNING, reason);
        Optional<Life> old = found.life();
        long last = old.map(life -> life.nextSeq() - 1).orElse(0L);
        Gap gap = new Gap(reason, old.map(Life::epoch), Math.min(1, last), last, Optional.empty(), Map.of());
        transaction.insert(messages.gap(gap, now(), ClockQuality.UNSYNCED));
    }

    private static void adopt(Transaction transaction, RawTable table, Found found) throws IOException, SQLException {
        for (RawTable.Place place : found.messages.values()) {
            RawTable.Row row = table.row(place).orElseThrow();
            RawTable.Place picture = found.pictures.get(row.id());
            Optional<byte[]> jpeg =
                    picture == null ? Optional.empty() : table.row(picture).map(whole -> whole.bytes(2));
            transaction.adopt(rescued(row, jpeg));
        }
        for (RawTable.Place place : found.incidents.values()) {
            RawTable.Row row = table.row(place).orElseThrow();
            Incidents.adopt(transaction.db, row);
        }
    }

    private static Rescued rescued(RawTable.Row row, Optional<byte[]> jpeg) {
        StoredMessage message = new StoredMessage(
                row.id(),
                row.text(3),
                row.text(4),
                row.text(5),
                Rank.of((int) row.number(6)),
                Optional.of(row.text(7)).filter(topic -> !topic.isEmpty()),
                row.bytes(10));
        return new Rescued(
                message, row.text(1), row.number(2), message.pictureTopic().isPresent() ? jpeg : Optional.empty());
    }

    /** Where the whole rows of a damaged file are. */
    private static final class Found {
        final Map<Long, RawTable.Place> messages = new TreeMap<>();
        final Map<Long, RawTable.Place> pictures = new HashMap<>();
        final Map<Long, RawTable.Place> incidents = new TreeMap<>();
        private Optional<Life> life = Optional.empty();
        private Life ofMessages = new Life("", 0, 0);

        void note(RawTable.Place place, RawTable.Row row) {
            if (Shapes.isMessage(row)) {
                messages.put(row.id(), place);
                if (row.number(2) >= ofMessages.nextSeq()) {
                    ofMessages = new Life(row.text(1), row.number(2) + 1, row.id() + 1);
                }
            } else if (Shapes.isPicture(row)) {
                pictures.put(row.id(), place);
            } else if (Shapes.isIncident(row)) {
                incidents.put(row.number(2), place);
            } else if (Shapes.isLife(row)) {
                life = Optional.of(Shapes.life(row));
            }
        }

        /** As the file says; else as the newest message says, if there is one. */
        Optional<Life> life() {
            return life.or(() -> Optional.of(ofMessages).filter(known -> known.nextSeq() > 0));
        }
    }
}
