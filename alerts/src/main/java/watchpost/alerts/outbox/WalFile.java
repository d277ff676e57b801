package watchpost.alerts.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * SQLite's write-ahead log, read without SQLite. SQLite takes everything up to the first frame whose checksum is wrong and drops the
 * rest without a word, because that is what a power cut leaves behind; so a damaged byte would silently undo whatever was stored after
 * it. This tells the two apart. Format: <a href="https://sqlite.org/fileformat2.html#walformat">sqlite.org, The WAL File Format</a>.
 */
final class WalFile {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int LITTLE_ENDIAN = 0x377F0682;
    private static final int BIG_ENDIAN = 0x377F0683;

    private final ByteBuffer log;
    private final int pageSize;
    private final long salts;
    private final boolean damaged;
    /** Where the newest committed content of each page begins. */
    private final Map<Integer, Integer> newest = new HashMap<>();

    /** @param usualPageSize if the log does not say it */
    private WalFile(ByteBuffer log, int usualPageSize) {
        this.log = log;
        boolean empty = log.capacity() <= HEADER;
        Checksums sums = new Checksums(empty ? 0 : log.getInt(0));
        boolean headerGood = !empty && sums.known() && sums.add(0, HEADER - 8).match(HEADER - 8);
        this.pageSize = headerGood ? log.getInt(8) : usualPageSize;
        this.salts = empty ? 0 : headerGood ? log.getLong(16) : saltsOfFrames();
        this.damaged = !empty && (index(sums, headerGood) || !headerGood);
    }

    static WalFile read(Path file, int usualPageSize) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return new WalFile(ByteBuffer.wrap(bytes), usualPageSize);
    }

    /** Finds the newest content of each page; true if committed transactions lie behind a broken frame. */
    private boolean index(Checksums sums, boolean headerGood) {
        boolean whole = headerGood;
        int commitsBehind = 0;
        Map<Integer, Integer> uncommitted = new HashMap<>();
        for (int frame = 0; hasFrame(frame); frame++) {
            int at = start(frame);
            boolean ours = log.getLong(at + 8) == salts;
            whole = whole
                    && ours
                    && sums.add(at, 8).add(at + FRAME_HEADER, pageSize).match(at + 16);
            if (ours) {
                uncommitted.put(log.getInt(at), at + FRAME_HEADER);
                boolean commit = log.getInt(at + 4) != 0;
                if (commit) {
                    newest.putAll(uncommitted);
                    uncommitted.clear();
                    commitsBehind += whole ? 0 : 1;
                }
            }
        }
        // a power cut leaves parts of one transaction at most: the next one only begins when it is on the disk
        return commitsBehind >= 2;
    }

    /** What marks the frames of this life of the log, when its header does not say it: they come first, and agree. */
    private long saltsOfFrames() {
        for (int frame = 0; hasFrame(frame + 1); frame++) {
            long salts = log.getLong(start(frame) + 8);
            if (salts == log.getLong(start(frame + 1) + 8)) {
                return salts;
            }
        }
        return hasFrame(0) ? log.getLong(start(0) + 8) : 0;
    }

    private boolean hasFrame(int frame) {
        return start(frame) + (long) FRAME_HEADER + pageSize <= log.capacity();
    }

    private int start(int frame) {
        return Math.toIntExact(HEADER + frame * (long) (FRAME_HEADER + pageSize));
    }

    /** True if SQLite would drop something that had been committed. */
    boolean damaged() {
        return damaged;
    }

    /** The highest page that it has, 0 if none. */
    int lastPage() {
        return newest.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Copies the newest content of {@code page} into {@code target}; false if the log has none. */
    boolean copy(int page, byte[] target) {
        Integer at = newest.get(page);
        if (at == null || target.length != pageSize) {
            return false;
        }
        log.get(at, target);
        return true;
    }

    /** The running pair of sums over words of the order that the log's first bytes name. */
    private final class Checksums {
        private final int magic;
        private final ByteBuffer words;
        private int first;
        private int second;

        Checksums(int magic) {
            this.magic = magic;
            this.words = log.duplicate().order(magic == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }

        boolean known() {
            return magic == BIG_ENDIAN || magic == LITTLE_ENDIAN;
        }

        Checksums add(int from, int length) {
            for (int at = from; at < from + length; at += 8) {
                first += words.getInt(at) + second;
                second += words.getInt(at + 4) + first;
            }
            return this;
        }

        boolean match(int at) {
            return log.getInt(at) == first && log.getInt(at + 4) == second;
        }
    }
}
