package watchpost.alerts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;
import watchpost.testkit.Peers;

/** A file system of a few MiB in memory, which can be filled to the last byte. Mounting it needs root; without, the test is skipped. */
final class SmallDisk implements AutoCloseable {
    final Path path;
    private final Path filler;

    private SmallDisk(Path path) {
        this.path = path;
        this.filler = path.resolve("filler");
    }

    static SmallDisk mount(Path at, int mebibytes) throws IOException {
        Files.createDirectories(at);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", at.toString())) {
            return new SmallDisk(at);
        }
        String reason = "a file system cannot be mounted here (that needs root)";
        if (Peers.required()) {
            throw new AssertionError(reason + ", but WATCHPOST_PEERS=required");
        }
        throw new TestAbortedException(reason);
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        byte[] page = new byte[4096];
        Arrays.fill(page, (byte) 1);
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            if (Files.getFileStore(path).getUsableSpace() >= page.length) {
                throw e;
            }
        }
    }

    /** Gives it back. */
    void free() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", path.toString())) {
            run("umount", "-l", path.toString());
        }
    }
}
