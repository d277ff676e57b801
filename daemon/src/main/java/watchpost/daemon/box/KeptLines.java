package watchpost.daemon.box;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;

/** A few words in a small file, so that what people told the box outlives a restart. */
record KeptLines(Path file) {
    private static final Logger LOG = System.getLogger(KeptLines.class.getName());

    /** None if nothing was kept; what cannot be read is told in the log, with {@code meaning}: what holds instead. */
    List<String> read(String meaning) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, meaning + ", because " + file + " cannot be read: " + e);
            return List.of();
        }
    }

    /** Puts {@code lines} in the place of what was kept: all of them or, if it throws, none. */
    void write(Collection<String> lines) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
