package watchpost.alerts.evidence;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of recent pictures, one file per incident, bounded in bytes: the oldest are deleted first. Written on the thread
 * {@code evidence}; read on any.
 */
public final class PictureStore {
    private static final Logger LOG = System.getLogger(PictureStore.class.getName());
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final String SUFFIX = ".jpg";

    private final Path directory;
    private final long maxBytes;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long bytes;

    private record Kept(Path file, long bytes, FileTime written) {
        static Kept of(Path file) {
            try {
                return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
            } catch (IOException e) {
                return new Kept(file, 0, FileTime.fromMillis(0));
            }
        }
    }

    /** Takes over what is in {@code directory}, which is made if it is not there. */
    public PictureStore(Path directory, long maxBytes) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.maxBytes = maxBytes;
        List<Kept> found;
        try (Stream<Path> files = Files.list(directory)) {
            found = files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .map(Kept::of)
                    .sorted(Comparator.comparing(Kept::written))
                    .toList();
        }
        synchronized (this) {
            found.forEach(this::add);
        }
    }

    /** Keeps the picture of an incident, in the place of an earlier one. A full or broken disk costs the picture, nothing else. */
    public synchronized void put(String incidentId, byte[] jpeg) {
        Path file = file(incidentId);
        Path part = directory.resolve(incidentId + ".part");
        try {
            Files.write(part, jpeg);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept.removeIf(old -> {
                boolean same = old.file().equals(file);
                bytes -= same ? old.bytes() : 0;
                return same;
            });
            add(new Kept(file, jpeg.length, FileTime.fromMillis(0)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot keep the picture of an incident: " + e);
            deleteIfThere(part);
        }
    }

    /** Makes room: deletes the oldest half of what is kept; false if there was nothing. */
    public synchronized boolean deleteOldest() {
        int half = (kept.size() + 1) / 2;
        for (int i = 0; i < half; i++) {
            delete(kept.remove());
        }
        return half > 0;
    }

    private static void deleteIfThere(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a part of a picture stays", e);
        }
    }

    private void delete(Kept picture) {
        bytes -= picture.bytes();
        try {
            Files.deleteIfExists(picture.file());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete an old picture: " + e);
        }
    }

    /** The picture of an incident, if it is still there; empty for anything that is not an incident's id. */
    public Optional<byte[]> get(String incidentId) {
        if (!ID.matcher(incidentId).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(incidentId)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path file(String incidentId) {
        return directory.resolve(incidentId + SUFFIX);
    }

    private void add(Kept picture) {
        kept.add(picture);
        bytes += picture.bytes();
        while (bytes > maxBytes && !kept.isEmpty()) {
            delete(kept.remove());
        }
    }
}
