package watchpost.daemon.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import watchpost.config.ConfigResult;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.console.UserError;

/**
 * What a whole box did in the time of a measurement.
 *
 * @param seconds how long that was
 * @param analysed pictures that went through detector, tracker and rules
 * @param decoded pictures decoded
 * @param dropped pictures that the detector had no time for
 * @param cpuMillis CPU time of the process
 * @param loadCores cores that the cameras' and broker's process used meanwhile
 * @param otherCores cores that everything else on the machine used meanwhile
 * @param messages messages stored
 * @param pictures evidence pictures drawn
 * @param latencies from the arrival of a picture's last packet to the end of its rules
 * @param threads CPU milliseconds for each analysed picture, by groups of threads
 * @param firstMillis from the start of the box to the first analysed picture
 * @param warm how long the box worked before the measurement
 */
record BoxRun(
        double seconds,
        long analysed,
        long decoded,
        long dropped,
        double cpuMillis,
        double loadCores,
        double otherCores,
        long messages,
        long pictures,
        Latencies latencies,
        Map<String, Double> threads,
        long firstMillis,
        Duration warm) {

    private static final Duration WARM_STEP = Duration.ofSeconds(5);
    private static final int MOST_WARM_STEPS = 24;
    /** Below this share of the process's time the just-in-time compiler is as good as done: a box runs for months. */
    private static final double CALM = 0.01;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The counters at one moment. */
    private record Reading(
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
        static Reading of(Watchpost box, LoadProcess load) throws IOException {
            return new Reading(
                    System.nanoTime(),
                    box.analysed(),
                    box.decoded(),
                    box.dropped(),
                    processNanos(),
                    load.cpu().toNanos(),
                    MachineLoad.busyNanos(),
                    box.alerts().stored(),
                    box.alerts().picturesDrawn(),
                    ThreadCosts.now());
        }
    }

    /** Starts a box, lets it work until its code is compiled, and measures it for {@code span}. */
    static BoxRun measure(ConfigResult.Valid configuration, LoadProcess load, Duration span) throws Exception {
        long begin = System.nanoTime();
        try (Watchpost box = Watchpost.start(configuration)) {
            long firstMillis = untilFirst(box, begin);
            Duration warm = warmUp();
            Latencies latencies = new Latencies();
            Reading before = Reading.of(box, load);
            box.onLatency(latencies);
            pass(span);
            box.onLatency(nanos -> {});
            Reading after = Reading.of(box, load);
            long analysed = after.analysed - before.analysed;
            if (analysed == 0) {
                throw UserError.failed("no picture was analysed in the time of the measurement.");
            }
            double nanos = after.nanos - before.nanos;
            double cameras = after.loadNanos - before.loadNanos;
            double ours = after.cpuNanos - before.cpuNanos;
            return new BoxRun(
                    nanos / 1e9,
                    analysed,
                    after.decoded - before.decoded,
                    after.dropped - before.dropped,
                    ours / 1e6,
                    cameras / nanos,
                    Math.max(0, after.machineNanos - before.machineNanos - ours - cameras) / nanos,
                    after.messages - before.messages,
                    after.pictures - before.pictures,
                    latencies,
                    after.threads.perPicture(before.threads, analysed),
                    firstMillis,
                    warm);
        }
    }

    private static long untilFirst(Watchpost box, long begin) {
        long deadline = begin + PATIENCE.toNanos();
        while (box.analysed() == 0) {
            if (System.nanoTime() - deadline > 0) {
                throw UserError.failed("no picture was analysed within " + PATIENCE.toSeconds() + " s.");
            }
            pass(Duration.ofMillis(2));
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static Duration warmUp() throws IOException {
        double share = 1;
        int steps = 0;
        for (; steps < MOST_WARM_STEPS && share > CALM; steps++) {
            ThreadCosts before = ThreadCosts.now();
            pass(WARM_STEP);
            share = ThreadCosts.now().compilerShareSince(before);
        }
        return WARM_STEP.multipliedBy(steps);
    }

    /** Lets time pass while the box works. */
    private static void pass(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        for (long left = span.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
