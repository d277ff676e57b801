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

    /** This one and what was counted from {@code from} to {@code to}. */
    Reading plus(Reading from, Reading to) {
        return new Reading(
                nanos + to.nanos - from.nanos,
                analysed + to.analysed - from.analysed,
                decoded + to.decoded - from.decoded,
                dropped + to.dropped - from.dropped,
                cpuNanos + to.cpuNanos - from.cpuNanos,
                loadNanos + to.loadNanos - from.loadNanos,
                machineNanos + to.machineNanos - from.machineNanos,
                messages + to.messages - from.messages,
                pictures + to.pictures - from.pictures,
                threads.plus(from.threads, to.threads));
    }
}
