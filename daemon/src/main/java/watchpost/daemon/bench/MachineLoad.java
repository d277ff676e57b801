package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How busy the whole machine is: what others take from it while something is measured. */
final class MachineLoad {
    private static final Path STAT = Path.of("/proc/stat");
    /** The kernel counts in hundredths of a second there, on every architecture. */
    private static final long TICK_NANOS = 10_000_000L;
    /** The columns: user, nice, system, idle, waiting for disks, interrupts, soft interrupts. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private MachineLoad() {}

    /** CPU time of all programs and the kernel since the machine's start, over all processors; 0 where the kernel does not tell. */
    static long busyNanos() throws IOException {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        String[] columns = Files.readAllLines(STAT).get(0).split(" +", -1);
        long ticks = 0;
        for (int column : BUSY) {
            ticks += Long.parseLong(columns[column]);
        }
        return ticks * TICK_NANOS;
    }
}
