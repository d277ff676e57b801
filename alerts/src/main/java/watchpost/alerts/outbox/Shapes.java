package watchpost.alerts.outbox;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.Rank;

/** Tells by their shape and their checksum to which table rows belong that were read without SQLite. */
final class Shapes {
    // The row's own number is not among the values.
    private static final List<@Nullable Class<?>> MESSAGE = Arrays.asList(
            null,
            String.class,
            Long.class,
            String.class,
            String.class,
            String.class,
            Long.class,
            String.class,
            Long.class,
            Long.class,
            byte[].class);
    private static final List<@Nullable Class<?>> PICTURE = Arrays.asList(null, Long.class, byte[].class);
    private static final List<@Nullable Class<?>> INCIDENT =
            List.of(String.class, Long.class, Long.class, Long.class, byte[].class);
    private static final List<@Nullable Class<?>> LIFE =
            Arrays.asList(null, Long.class, String.class, Long.class, Long.class);

    private Shapes() {}

    static boolean isMessage(RawTable.Row row) {
        return row.looksLike(MESSAGE) && Checksum.of(row.bytes(10)) == row.number(9) && Rank.isCode(row.number(6));
    }

    static boolean isPicture(RawTable.Row row) {
        return row.looksLike(PICTURE) && Checksum.of(row.bytes(2)) == row.number(1);
    }

    static boolean isIncident(RawTable.Row row) {
        return row.looksLike(INCIDENT) && Checksum.of(row.bytes(4)) == row.number(3);
    }

    static boolean isLife(RawTable.Row row) {
        return row.looksLike(LIFE) && row.id() == 1;
    }

    static Life life(RawTable.Row row) {
        return new Life(row.text(2), row.number(3), row.number(4));
    }
}
