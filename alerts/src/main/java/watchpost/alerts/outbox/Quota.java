package watchpost.alerts.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import watchpost.alerts.contract.Gap;
import watchpost.alerts.contract.Message;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Rank;
import watchpost.core.time.ClockQuality;

/**
 * Keeps the outbox within its bytes. What is given up: measurements, then incidents of severity info, then pictures, then warnings,
 * then alarms; each oldest first. What was given up is declared in the same transaction.
 */
final class Quota {
    /** Rows looked at in one go. */
    private static final int PAGE = 200;

    private record Victim(long position, String epoch, long seq, Rank rank, long bytes) {}

    /** So much is kept however full the disk is. */
    private static final long LEAST = 256 << 10;

    private static final long STEP = 32 << 10;

    private final long usualBytes;
    private long maxBytes;
    private final Messages messages;

    Quota(long maxBytes, Messages messages) {
        this.usualBytes = maxBytes;
        this.maxBytes = maxBytes;
        this.messages = messages;
    }

    /** The disk has no room for the {@code bytes} that there are; true if some of them can be given up. */
    boolean tighten(long bytes) {
        maxBytes = Math.min(maxBytes, Math.max(LEAST, bytes - 1));
        return bytes > maxBytes;
    }

    void relax() {
        maxBytes = usualBytes;
    }

    /**
     * Makes room if there is too much; then more than needed, so that it is not done for every message: a tenth, and on a full disk,
     * whose log takes no large transaction, {@value #STEP} bytes.
     *
     * @param inUse positions that are being sent
     */
    void enforce(Transaction transaction, LongPredicate inUse, Instant now) throws SQLException {
        if (transaction.tally().bytes() <= maxBytes) {
            return;
        }
        long goal = maxBytes - (maxBytes < usualBytes ? Math.min(STEP, maxBytes / 10) : maxBytes / 10);
        List<Victim> lost = new ArrayList<>();
        List<Victim> bare = new ArrayList<>();
        takeRows(transaction, Rank.MEASUREMENT, goal, inUse, lost);
        takeRows(transaction, Rank.INFO, goal, inUse, lost);
        takePictures(transaction, goal, inUse, bare);
        takeRows(transaction, Rank.WARNING, goal, inUse, lost);
        takeRows(transaction, Rank.ALARM, goal, inUse, lost);
        String reason = "the outbox is full (" + maxBytes + " bytes): the least severe and oldest was given up";
        declare(transaction, lost, bare, reason, now);
    }

    /** Gives up some of what happened before {@code oldest}. */
    void expire(Transaction transaction, Instant oldest, LongPredicate inUse, Instant now) throws SQLException {
        List<Victim> old = transaction
                .db
                .list(
                        "SELECT position, epoch, seq, rank, bytes, payload FROM message WHERE rank < ? ORDER BY position LIMIT "
                                + PAGE,
                        row -> Message.isOlder(row.getBytes(6), oldest)
                                ? Optional.of(victim(row))
                                : Optional.<Victim>empty(),
                        Rank.GAP.code())
                .stream()
                .flatMap(Optional::stream)
                .filter(victim -> !inUse.test(victim.position()))
                .toList();
        for (Victim victim : old) {
            transaction.giveUp(victim.position(), victim.bytes());
        }
        declare(transaction, old, List.of(), "nobody took it before it was too old to be kept", now);
    }

    /** Gives up what nobody will ever take. A gap that was refused is not declared by another gap, which would be refused as well. */
    void refuse(Transaction transaction, List<Batch.Refusal> refused, Instant now) throws SQLException {
        Map<String, List<Victim>> byReason = new LinkedHashMap<>();
        for (Batch.Refusal refusal : refused) {
            Optional<Victim> found = transaction.db.first(
                    "SELECT position, epoch, seq, rank, bytes FROM message WHERE position = ?",
                    Quota::victim,
                    refusal.position());
            if (found.isPresent()) {
                transaction.giveUp(refusal.position(), found.get().bytes());
                List<Victim> same = byReason.computeIfAbsent(refusal.why(), why -> new ArrayList<>());
                found.filter(victim -> victim.rank() != Rank.GAP).ifPresent(same::add);
            }
        }
        for (Map.Entry<String, List<Victim>> entry : byReason.entrySet()) {
            declare(transaction, entry.getValue(), List.of(), entry.getKey(), now);
        }
    }

    /** Gives pictures up because somebody asked for it. */
    void erasePictures(Transaction transaction, List<Long> positions, Instant now) throws SQLException {
        List<Victim> bare = new ArrayList<>();
        for (long position : positions) {
            transaction
                    .db
                    .first(
                            "SELECT position, epoch, seq, rank, bytes FROM message WHERE position = ?",
                            Quota::victim,
                            position)
                    .ifPresent(bare::add);
            transaction.giveUpPicture(position);
        }
        declare(transaction, List.of(), bare, "somebody asked for the pictures to be erased", now);
    }

    private static void takeRows(Transaction transaction, Rank rank, long goal, LongPredicate inUse, List<Victim> taken)
            throws SQLException {
        long after = 0;
        while (transaction.tally().bytes() > goal) {
            List<Victim> page = transaction.db.list(
                    "SELECT position, epoch, seq, rank, bytes FROM message WHERE rank = ? AND position > ?"
                            + " ORDER BY position LIMIT " + PAGE,
                    Quota::victim,
                    rank.code(),
                    after);
            if (page.isEmpty()) {
                return;
            }
            for (Victim victim : page) {
                after = victim.position();
                if (transaction.tally().bytes() > goal && !inUse.test(victim.position())) {
                    transaction.giveUp(victim.position(), victim.bytes());
                    taken.add(victim);
                }
            }
        }
    }

    private static void takePictures(Transaction transaction, long goal, LongPredicate inUse, List<Victim> taken)
            throws SQLException {
        if (transaction.tally().bytes() <= goal) {
            return;
        }
        List<Victim> all = transaction.db.list(
                "SELECT m.position, m.epoch, m.seq, m.rank, m.bytes FROM picture p JOIN message m ON m.position = p.position"
                        + " ORDER BY m.rank, m.position",
                Quota::victim);
        for (Victim victim : all) {
            if (transaction.tally().bytes() > goal && !inUse.test(victim.position())) {
                transaction.giveUpPicture(victim.position());
                taken.add(victim);
            }
        }
    }

    private static Victim victim(java.sql.ResultSet row) throws SQLException {
        return new Victim(row.getLong(1), row.getString(2), row.getLong(3), Rank.of(row.getInt(4)), row.getLong(5));
    }

    /** One gap for each epoch that lost something: rescued messages have an older one. */
    private void declare(Transaction transaction, List<Victim> lost, List<Victim> bare, String reason, Instant now)
            throws SQLException {
        Map<String, List<Victim>> byEpoch = new LinkedHashMap<>();
        lost.forEach(
                v -> byEpoch.computeIfAbsent(v.epoch(), e -> new ArrayList<>()).add(v));
        bare.forEach(v -> byEpoch.computeIfAbsent(v.epoch(), e -> new ArrayList<>()));
        for (Map.Entry<String, List<Victim>> entry : byEpoch.entrySet()) {
            String epoch = entry.getKey();
            List<Victim> pictures =
                    bare.stream().filter(v -> v.epoch().equals(epoch)).toList();
            Optional<String> ofEpoch = epoch.equals(transaction.life().epoch()) ? Optional.empty() : Optional.of(epoch);
            Gap gap = gap(reason, ofEpoch, entry.getValue(), pictures);
            transaction.insert(messages.gap(gap, now, ClockQuality.UNSYNCED));
        }
    }

    private static Gap gap(String reason, Optional<String> ofEpoch, List<Victim> lost, List<Victim> pictures) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Rank rank : Rank.values()) {
            long count = lost.stream().filter(v -> v.rank() == rank).count();
            if (count > 0) {
                counts.put(rank.plural(), count);
            }
        }
        if (!pictures.isEmpty()) {
            counts.put("pictures", (long) pictures.size());
        }
        List<Victim> concerned = new ArrayList<>(lost);
        concerned.addAll(pictures);
        long from = concerned.stream().mapToLong(Victim::seq).min().orElse(0);
        long to = concerned.stream().mapToLong(Victim::seq).max().orElse(0);
        return new Gap(reason, ofEpoch, from, to, Optional.of(ranges(lost)), counts);
    }

    private static List<Gap.Range> ranges(List<Victim> lost) {
        List<Gap.Range> ranges = new ArrayList<>();
        for (Victim victim :
                lost.stream().sorted(Comparator.comparingLong(Victim::seq)).toList()) {
            Gap.Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last.to() + 1 == victim.seq()) {
                ranges.set(ranges.size() - 1, new Gap.Range(last.from(), victim.seq()));
            } else {
                ranges.add(new Gap.Range(victim.seq(), victim.seq()));
            }
        }
        return ranges;
    }
}
