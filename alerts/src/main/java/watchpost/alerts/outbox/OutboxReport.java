package watchpost.alerts.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import watchpost.alerts.contract.Rank;

/**
 * What lies in an outbox, read without opening it: the box may be running, and nothing is changed. While the box writes, the figures
 * may be a moment old.
 *
 * @param epoch empty if the file does not say it
 * @param nextSeq the place that the next message gets
 * @param waiting how many messages of which rank wait
 * @param pictures how many pictures wait with them
 * @param bytes of messages and pictures
 * @param oldest the message that waits longest, as subscribers will get it
 * @param gaps the messages that say what was given up, and wait
 * @param damaged names of the files that were set aside
 */
public record OutboxReport(
        String epoch,
        long nextSeq,
        Map<Rank, Long> waiting,
        long pictures,
        long bytes,
        Optional<String> oldest,
        List<String> gaps,
        List<String> damaged) {

    /**
     * Reads the outbox in {@code directory}; empty if there is none.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<OutboxReport> read(Path directory) throws IOException {
        Path file = directory.resolve("outbox.db");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Reader reader = new Reader();
        try (RawTable table = new RawTable(file)) {
            table.each((place, row) -> reader.note(row));
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<String> damaged = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("outbox\\.db\\.damaged-[0-9-]+"))
                    .sorted()
                    .toList();
            return Optional.of(reader.report(damaged));
        }
    }

    /** How many messages wait. */
    public long messages() {
        return waiting.values().stream().mapToLong(Long::longValue).sum();
    }

    private static final class Reader {
        private final Map<Rank, Long> waiting = new TreeMap<>();
        private final TreeMap<Long, String> gaps = new TreeMap<>();
        private Life life = new Life("", 1, 1);
        private long pictures;
        private long bytes;
        private long oldestPosition = Long.MAX_VALUE;
        private Optional<String> oldest = Optional.empty();

        void note(RawTable.Row row) {
            if (Shapes.isMessage(row)) {
                Rank rank = Rank.of((int) row.number(6));
                String text = new String(row.bytes(10), StandardCharsets.UTF_8);
                waiting.merge(rank, 1L, Long::sum);
                bytes += row.bytes(10).length;
                if (row.id() < oldestPosition) {
                    oldestPosition = row.id();
                    oldest = Optional.of(text);
                }
                if (rank == Rank.GAP) {
                    gaps.put(row.id(), text);
                }
            } else if (Shapes.isPicture(row)) {
                pictures++;
                bytes += row.bytes(2).length;
            } else if (Shapes.isLife(row)) {
                life = Shapes.life(row);
            }
        }

        OutboxReport report(List<String> damaged) {
            return new OutboxReport(
                    life.epoch(),
                    life.nextSeq(),
                    Map.copyOf(waiting),
                    pictures,
                    bytes,
                    oldest,
                    new ArrayList<>(gaps.values()),
                    damaged);
        }
    }
}
