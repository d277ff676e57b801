package watchpost.capture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds now.
 *
 * @param residentMiB its resident memory, with the Java heap's young generation touched as a whole, so that it is not taken for growth
 */
record Resources(int threads, long descriptors, long residentMiB) {
    /** More than the young generation has at the heap size of the tests. */
    private static final int TOUCHED_MIB = 400;

    static Resources now() throws IOException {
        for (int i = 0; i < TOUCHED_MIB; i++) {
            ByteBuffer.allocate(1 << 20).put((byte) i);
        }
        System.gc();
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return new Resources(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    open.count(),
                    Long.parseLong(line.replaceAll("\\D", "")) >> 10);
        }
    }
}
