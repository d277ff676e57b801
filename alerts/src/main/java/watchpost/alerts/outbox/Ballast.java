package watchpost.alerts.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that only takes up room, so that there is some left for alarms, and for saying so, when somebody has filled the disk. Only the
 * thread {@code outbox} may call.
 */
public final class Ballast {
    private static final long MOST = 4 << 20;
    /** Of a small disk no more than this part. */
    private static final int PART = 8;

    /** With less room than this not even a picture can be kept. */
    private static final long LEAST = 64 << 10;

    private final Path file;

    public Ballast(Path directory) {
        this.file = directory.resolve("ballast");
    }

    /** Takes the room, if the disk has four times as much of it; true if it is there. */
    public boolean fill() {
        try {
            long size = Math.min(MOST, Files.getFileStore(file.getParent()).getTotalSpace() / PART);
            if (!Files.exists(file) && free() > 4 * size) {
                // written, not only declared: a hole in a file takes no room
                Files.write(file, new byte[Math.toIntExact(size)]);
            }
            return Files.exists(file);
        } catch (IOException e) {
            drop();
            return false;
        }
    }

    /** Gives the room back; false if that was done before. */
    public boolean drop() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** True if there is next to no room on the disk, whether anything has failed by that or not. */
    public boolean isNoRoomBeside() {
        try {
            return free() < LEAST;
        } catch (IOException e) {
            return false;
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(file.getParent()).getUsableSpace();
    }
}
