package watchpost.daemon.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import watchpost.config.ConfigResult;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.console.UserError;

/**
 * Measures a box, in slices between which the cameras stand still and bare costs are measured: a machine that is shared changes its
 * speed within seconds, so what is to be compared has to be measured in turns.
 */
final class BoxMeter {
    private static final Duration SLICE = Duration.ofSeconds(8);
    /** What is on its way goes through before anything else is measured, and the cameras come back into step. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Duration WARM_STEP = Duration.ofSeconds(5);
    private static final int MOST_WARM_STEPS = 48;
    /** Another load takes other ways through the code; a small one never calms the compiler, for want of other work. */
    private static final int MOST_STEPS_AT_LOAD = 12;

    /** Below this share of the process's time the just-in-time compiler is as good as done: a box runs for months. */
    private static final double CALM = 0.003;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BareMeter bare;
    private final LoadProcess load;

    BoxMeter(BareMeter bare, LoadProcess load) {
        this.bare = bare;
        this.load = load;
    }

    /**
     * Starts a box, lets it work until its code is compiled, and measures it for {@code span}, with {@code rate} pictures a second from
     * each camera from then on.
     */
    BoxRun measure(ConfigResult.Valid configuration, double rate, Duration span) throws Exception {
        long begin = System.nanoTime();
        try (Watchpost box = Watchpost.start(configuration)) {
            long firstMillis = untilFirst(box, begin);
            Duration warm = warmUp(MOST_WARM_STEPS);
            load.rate(rate);
            warm = warm.plus(warmUp(MOST_STEPS_AT_LOAD));
            bare.take();
            Latencies latencies = new Latencies();
            Reading total = Reading.NOTHING;
            int slices = (int) Math.max(1, span.dividedBy(SLICE));
            bareCosts();
            for (int i = 0; i < slices; i++) {
                Reading before = Reading.of(box, load);
                box.onLatency(latencies);
                pass(span.dividedBy(slices));
                box.onLatency(nanos -> {});
                total = total.plus(before, Reading.of(box, load));
                bareCosts();
            }
            if (total.analysed() == 0) {
                throw UserError.failed("no picture was analysed in the time of the measurement.");
            }
            return result(total, latencies, firstMillis, warm);
        }
    }

    private static BoxRun result(Reading total, Latencies latencies, long firstMillis, Duration warm) {
        double nanos = total.nanos();
        double others = total.machineNanos() - total.cpuNanos() - total.loadNanos();
        return new BoxRun(
                nanos / 1e9,
                total.analysed(),
                total.decoded(),
                total.dropped(),
                total.cpuNanos() / 1e6,
                total.loadNanos() / nanos,
                Math.max(0, others) / nanos,
                total.messages(),
                total.pictures(),
                latencies,
                total.threads().perPicture(total.analysed()),
                firstMillis,
                warm);
    }

    private void bareCosts() throws Exception {
        load.stop();
        pass(SETTLE);
        bare.measure();
        load.go();
        pass(SETTLE);
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

    private static Duration warmUp(int most) throws IOException {
        double share = 1;
        int steps = 0;
        for (; steps < most && share > CALM; steps++) {
            ThreadCosts before = ThreadCosts.now();
            pass(WARM_STEP);
            share = ThreadCosts.NOTHING.plus(before, ThreadCosts.now()).compilerShare();
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
}
