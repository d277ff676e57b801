package watchpost.capture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds now. */
record Resources(int threads, long descriptors, long residentMiB) {
    static Resources now() throws IOException {
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
