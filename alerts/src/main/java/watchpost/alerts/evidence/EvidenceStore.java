package watchpost.alerts.evidence;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import watchpost.core.id.CameraId;

/**
 * A folder of what proves incidents, one file per incident in a folder of its camera, bounded in bytes for each camera and in age: the
 * oldest are deleted first. Any thread.
 */
public final class EvidenceStore {
    private static final Logger LOG = System.getLogger(EvidenceStore.class.getName());
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private static final CameraId EARLIER = new CameraId("earlier");

    private final Path directory;
    private final String suffix;
    private final long maxBytesOfCamera;

    // Guarded by this. By incident, oldest first.
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /** A file of the store. */
    public record Kept(CameraId camera, String incidentId, Path file, long bytes, Instant written) {}

    /**
     * Takes over what is in {@code directory}, which is made if it is not there; removes what was being written when an earlier
     * life of the box ended.
     *
     * @param suffix of its files, with the dot
     * @param maxBytesOfCamera most bytes for one camera; 0 keeps nothing
     */
    public EvidenceStore(Path directory, String suffix, long maxBytesOfCamera) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.suffix = suffix;
        this.maxBytesOfCamera = maxBytesOfCamera;
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory, 2)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (file.getFileName().toString().endsWith(".part")) {
                Files.deleteIfExists(file);
            }
        }
        synchronized (this) {
            files.stream()
                    .flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparing(Kept::written))
                    .forEach(this::add);
        }
    }

    private Optional<Kept> read(Path file) {
        String name = file.getFileName().toString();
        Path folder = file.getParent();
        if (!name.endsWith(suffix) || folder == null) {
            return Optional.empty();
        }
        String id = name.substring(0, name.length() - suffix.length());
        try {
            // earlier versions kept all cameras' files together
            CameraId camera = folder.equals(directory)
                    ? EARLIER
                    : new CameraId(folder.getFileName().toString());
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(new Kept(camera, id, file, Files.size(file), written));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "not of this store: " + file, e);
            return Optional.empty();
        }
    }

    /** True if something is kept at all. */
    public boolean keeps() {
        return maxBytesOfCamera > 0;
    }

    /** Where the file of an incident belongs; its folder is made. {@link #written} is due once it is there. */
    public Path place(CameraId camera, String incidentId) throws IOException {
        return Files.createDirectories(directory.resolve(camera.value())).resolve(incidentId + suffix);
    }

    /** Somebody has written the file of an incident to its {@link #place}. */
    public synchronized void written(CameraId camera, String incidentId, Instant now) {
        try {
            Path file = place(camera, incidentId);
            add(new Kept(camera, incidentId, file, Files.size(file), now));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the evidence of an incident is gone: " + e);
        }
    }

    /** Keeps {@code content} for an incident, in the place of what was there. A full or broken disk costs the file, nothing else. */
    public synchronized void put(CameraId camera, String incidentId, byte[] content, Instant now) {
        Path part = directory.resolve(incidentId + ".part");
        try {
            Files.write(part, content);
            Files.move(
                    part,
                    place(camera, incidentId),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            written(camera, incidentId, now);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot keep the picture of an incident: " + e);
            deleteIfThere(part);
        }
    }

    private void add(Kept fresh) {
        kept.remove(fresh.incidentId());
        kept.put(fresh.incidentId(), fresh);
        long bytes = kept.values().stream()
                .filter(one -> one.camera().equals(fresh.camera()))
                .mapToLong(Kept::bytes)
                .sum();
        for (Kept old : List.copyOf(kept.values())) {
            if (bytes <= maxBytesOfCamera) {
                return;
            }
            if (old.camera().equals(fresh.camera())) {
                bytes -= old.bytes();
                delete(old);
            }
        }
    }

    /** The file of an incident, if it is still there; empty for anything that is not an incident's id. */
    public synchronized Optional<Path> find(String incidentId) {
        return Optional.ofNullable(ID.matcher(incidentId).matches() ? kept.get(incidentId) : null)
                .map(Kept::file)
                .filter(Files::exists);
    }

    /** What {@link #find} finds, read. */
    public Optional<byte[]> get(String incidentId) {
        return find(incidentId).flatMap(file -> {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** Makes room: deletes the oldest half of what is kept; false if there was nothing. */
    public synchronized boolean deleteOldest() {
        List<Kept> oldest = kept.values().stream().limit((kept.size() + 1) / 2).toList();
        oldest.forEach(this::delete);
        return !oldest.isEmpty();
    }

    /** Deletes what {@code which} wants; returns it. */
    public synchronized List<Kept> erase(Predicate<Kept> which) {
        List<Kept> found = kept.values().stream().filter(which).toList();
        found.forEach(this::delete);
        return found;
    }

    private void delete(Kept old) {
        kept.remove(old.incidentId());
        deleteIfThere(old.file());
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete evidence: " + e);
        }
    }
}
