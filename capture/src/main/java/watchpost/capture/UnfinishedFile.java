package watchpost.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only when it is complete and on the disk; until then it has a temporary name beside it. Used by
 * one thread.
 */
final class UnfinishedFile {
    private final Path file;
    private final Path temporary;

    UnfinishedFile(Path file) {
        this.file = file.toAbsolutePath();
        this.temporary = this.file.resolveSibling("." + this.file.getFileName() + ".part");
    }

    Path file() {
        return file;
    }

    /** Where to write, as FFmpeg wants it. */
    String url() {
        return "file:" + temporary;
    }

    /** Gives the file its name, replacing what has it. */
    void publish() throws CaptureException {
        try {
            force(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Path folder = file.getParent();
            if (folder != null) {
                force(folder, StandardOpenOption.READ);
            }
        } catch (IOException e) {
            discard();
            throw cannotWrite(e);
        }
    }

    /** Removes what was written. */
    void discard() throws CaptureException {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    CaptureException cannotWrite(Exception cause) {
        return new CaptureException(
                CaptureException.Kind.CANNOT_WRITE,
                file + " cannot be written (" + cause.getMessage()
                        + "); check the folder, its owner and the space left.",
                cause);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
