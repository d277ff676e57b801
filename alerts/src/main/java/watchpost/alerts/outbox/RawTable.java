package watchpost.alerts.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows straight out of the leaf pages of a SQLite file, also where the tree that leads to them is broken; changes nothing. A row
 * is found if its own page, and the pages that it overflows to, are whole. Which table it belonged to only its shape tells. Format:
 * <a href="https://sqlite.org/fileformat2.html">sqlite.org, Database File Format</a>.
 */
final class RawTable implements AutoCloseable {
    static final int USUAL_PAGE_SIZE = 4096;

    private static final int LEAF = 0x0D;
    private static final int FILE_HEADER = 100;
    /** Longer values than this are no rows of ours but broken lengths. */
    private static final long LONGEST = 64 << 20;

    private final FileChannel file;
    private final WalFile wal;
    private final int pageSize = USUAL_PAGE_SIZE;
    private final int pages;

    /** Where a row lies. */
    record Place(int page, int cell) {}

    /**
     * A row.
     *
     * @param columns each null, a {@link Long}, a {@link Double}, a {@link String} or bytes
     */
    record Row(long id, List<@Nullable Object> columns) {
        /** True if the columns are of these types; null for the row's own number and for any. */
        boolean looksLike(List<@Nullable Class<?>> types) {
            for (int i = 0; i < types.size(); i++) {
                Class<?> type = types.get(i);
                if (i >= columns.size() || (type != null && !type.isInstance(columns.get(i)))) {
                    return false;
                }
            }
            return true;
        }

        long number(int column) {
            return columns.get(column) instanceof Long number ? number : 0;
        }

        String text(int column) {
            return columns.get(column) instanceof String text ? text : "";
        }

        byte[] bytes(int column) {
            return columns.get(column) instanceof byte[] bytes ? bytes : new byte[0];
        }
    }

    /** Is shown every row that can be read. */
    @FunctionalInterface
    interface Reader {
        void row(Place place, Row row);
    }

    /** @param path with its log beside it */
    RawTable(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.wal = WalFile.read(path.resolveSibling(path.getFileName() + "-wal"), pageSize);
        this.pages = Math.max(Math.toIntExact(file.size() / pageSize), wal.lastPage());
    }

    void each(Reader reader) throws IOException {
        for (int page = 1; page <= pages; page++) {
            ByteBuffer content = page(page);
            int header = header(page);
            int cells = content.get(header) == LEAF ? content.getChar(header + 3) : 0;
            for (int cell = 0; cell < cells && header + 8 + 2 * cell + 2 <= pageSize; cell++) {
                Place place = new Place(page, cell);
                Optional<Row> row = row(place);
                if (row.isPresent()) {
                    reader.row(place, row.get());
                }
            }
        }
    }

    /** The row at {@code place}; empty if it is broken. */
    Optional<Row> row(Place place) throws IOException {
        try {
            ByteBuffer page = page(place.page());
            page.position(page.getChar(header(place.page()) + 8 + 2 * place.cell()));
            long length = varint(page);
            long id = varint(page);
            return length > LONGEST ? Optional.empty() : Optional.of(new Row(id, columns(payload(page, (int) length))));
        } catch (RuntimeException e) {
            return Optional.empty(); // lengths or places that make no sense
        }
    }

    private static int header(int page) {
        return page == 1 ? FILE_HEADER : 0;
    }

    private ByteBuffer page(int number) throws IOException {
        byte[] content = new byte[pageSize];
        if (!wal.copy(number, content)) {
            ByteBuffer target = ByteBuffer.wrap(content);
            file.read(target, (number - 1) * (long) pageSize);
        }
        return ByteBuffer.wrap(content);
    }

    /** The record that begins at the page's position, with what overflows to other pages. */
    private ByteBuffer payload(ByteBuffer page, int length) throws IOException {
        int local = local(length);
        byte[] payload = new byte[length];
        page.get(payload, 0, local);
        int next = local < length ? page.getInt() : 0;
        for (int at = local; at < length; ) {
            if (next < 1 || next > pages) {
                throw new IllegalStateException("the record ends before its length");
            }
            ByteBuffer overflow = page(next);
            next = overflow.getInt();
            int part = Math.min(length - at, pageSize - 4);
            overflow.get(payload, at, part);
            at += part;
        }
        return ByteBuffer.wrap(payload);
    }

    /** How much of a record stays on its own page. */
    private int local(int length) {
        int most = pageSize - 35;
        if (length <= most) {
            return length;
        }
        int least = (pageSize - 12) * 32 / 255 - 23;
        int fitting = least + (length - least) % (pageSize - 4);
        return fitting <= most ? fitting : least;
    }

    private static List<@Nullable Object> columns(ByteBuffer record) {
        int end = (int) varint(record);
        List<Long> types = new ArrayList<>();
        while (record.position() < end) {
            types.add(varint(record));
        }
        List<@Nullable Object> values = new ArrayList<>();
        types.forEach(type -> values.add(value(record, type)));
        return values;
    }

    private static @Nullable Object value(ByteBuffer record, long type) {
        if (type >= 12) {
            byte[] bytes = new byte[Math.toIntExact((type - 12) / 2)];
            record.get(bytes);
            return type % 2 == 0 ? bytes : new String(bytes, StandardCharsets.UTF_8);
        }
        return switch ((int) type) {
            case 0 -> null;
            case 5 -> whole(record, 6);
            case 6 -> whole(record, 8);
            case 7 -> record.getDouble();
            case 8 -> 0L;
            case 9 -> 1L;
            default -> whole(record, (int) type);
        };
    }

    private static Long whole(ByteBuffer record, int bytes) {
        long number = record.get();
        for (int i = 1; i < bytes; i++) {
            number = (number << 8) | (record.get() & 0xFF);
        }
        return number;
    }

    private static long varint(ByteBuffer bytes) {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            byte next = bytes.get();
            number = (number << 7) | (next & 0x7F);
            if (next >= 0) {
                return number;
            }
        }
        return (number << 8) | (bytes.get() & 0xFF);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
