package watchpost.daemon.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import watchpost.daemon.box.Watchpost;

/** The counters of a box and its machine at one moment, or what they counted between two. */
record Reading(
        long nanos,
        long analysed,
        long decoded,
        long dropped,
        long cpuNanos,
        long loadNanos,
        long machineNanos,
        long messages,
        long pictures,
        ThreadCosts threads) {
    static final Reading NOTHING = new Reading(0, 0, 0, 0, 0, 0, 0, 0, 0, ThreadCosts.NOTHING);

    static Reading of(Watchpost box, LoadProcess load) throws IOException {
        return new Reading(
                System.nanoTime(),
                box.analysed(),
                box.decoded(),
                box.dropped(),
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
                load.cpu().toNanos(),
                MachineLoad.busyNanos(),
                box.alerts().stored(),
                box.alerts().picturesDrawn(),
                ThreadCosts.now());
    }

    /** What was counted since {@code before}. */
    Reading since(Reading before) {
        return new Reading(
                nanos - before.nanos,
                analysed - before.analysed,
                decoded - before.decoded,
                dropped - before.dropped,
                cpuNanos - before.cpuNanos,
                loadNanos - before.loadNanos,
                machineNanos - before.machineNanos,
                messages - before.messages,
                pictures - before.pictures,
                threads.since(before.threads));
    }

    Reading plus(Reading other) {
        return new Reading(
                nanos + other.nanos,
                analysed + other.analysed,
                decoded + other.decoded,
                dropped + other.dropped,
                cpuNanos + other.cpuNanos,
                loadNanos + other.loadNanos,
                machineNanos + other.machineNanos,
                messages + other.messages,
                pictures + other.pictures,
                threads.plus(other.threads));
    }
}
