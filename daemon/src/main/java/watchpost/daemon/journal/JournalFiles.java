package watchpost.daemon.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import watchpost.core.id.CameraId;

/**
 * The files of a journal: {@code <folder>/<camera>/<milliseconds since 1970>.journal}. Each begins anew and can be read alone.
 */
public final class JournalFiles {
    static final String SUFFIX = ".journal";

    private JournalFiles() {}

    static Path file(Path folder, CameraId camera, Instant begin) {
        return folder.resolve(camera.value()).resolve(begin.toEpochMilli() + SUFFIX);
    }

    /** The files of one camera, the oldest first. */
    public static List<Path> of(Path folder, CameraId camera) throws IOException {
        return in(folder.resolve(camera.value()));
    }

    /** The files in a folder, the oldest first; a single file is itself. */
    public static List<Path> in(Path folder) throws IOException {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(JournalFiles::isJournal)
                    .sorted(Comparator.comparing(JournalFiles::begin))
                    .toList();
        }
    }

    public static boolean isJournal(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** When a file begins, by its name; 1970 for a name of another kind. */
    public static Instant begin(Path file) {
        String name = file.getFileName().toString();
        try {
            return Instant.ofEpochMilli(Long.parseLong(name.replace(SUFFIX, "")));
        } catch (NumberFormatException renamed) {
            return Instant.EPOCH;
        }
    }

    /** Deletes the oldest files of all cameras until no more than {@code most} bytes are left; {@code keep} stay. */
    static void cut(Path folder, long most, List<Path> keep) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> cameras = Files.list(folder)) {
            for (Path camera : cameras.filter(Files::isDirectory).toList()) {
                all.addAll(in(camera));
            }
        }
        all.sort(Comparator.comparing(JournalFiles::begin));
        long total = 0;
        for (Path file : all) {
            total += Files.size(file);
        }
        for (Path file : all) {
            if (total > most && !keep.contains(file)) {
                total -= Files.size(file);
                Files.delete(file);
            }
        }
    }
}
