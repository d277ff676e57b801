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
    private static final Duration SLICE = Duration.ofSeconds(5);
    /** What is on its way goes through before anything else is measured, and the cameras come back into step. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Duration WARM_STEP = Duration.ofSeconds(5);
    private static final int MOST_WARM_STEPS = 48;
    private static final Duration WARM_SLICE = Duration.ofSeconds(10);
    /**
     * Another load takes other ways through the code, and so does what is done between the slices; a small load never calms the
     * compiler, for want of other work.
     */
    private static final int MOST_WARM_SLICES = 20;

    /** Below this share of the process's time the just-in-time compiler is as good as done: a box runs for months. */
    private static final double CALM = 0.003;

    /** What is seldom called is compiled late, and between two such there may be a pause. */
    private static final int CALM_SLICES = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BareMeter bare;
    private final LoadProcess load;
    private final Offer offer;

    BoxMeter(BareMeter bare, LoadProcess load, Offer offer) {
        this.bare = bare;
        this.load = load;
        this.offer = offer;
    }

    /** Starts a box, lets it work until its code is compiled, and measures it for {@code span}. */
    BoxRun measure(ConfigResult.Valid configuration, Duration span) throws Exception {
        long begin = System.nanoTime();
        try (Watchpost box = Watchpost.start(configuration)) {
            long firstMillis = untilFirst(box, begin);
            long warmBegin = System.nanoTime();
            warmUp();
            bareCosts();
            offer();
            warmUpInSlices(box);
            Duration warm = Duration.ofNanos(System.nanoTime() - warmBegin);
            double offered = offer();
            bareCosts();
            Latencies latencies = new Latencies();
            Reading total = Reading.NOTHING;
            int slices = (int) Math.max(1, span.dividedBy(SLICE));
            for (int i = 0; i < slices; i++) {
                total = total.plus(slice(box, latencies, span.dividedBy(slices)));
            }
            if (total.analysed() == 0) {
                throw UserError.failed("no picture was analysed in the time of the measurement.");
            }
            return result(total, offered, latencies, firstMillis, warm);
        }
    }

    /** From now on the cameras send what is wanted by the bare costs since the last call: pictures per second, together. */
    private double offer() throws IOException {
        double offered = offer.perSecond(bare.take());
        load.rate(offered / offer.cameras());
        return offered;
    }

    private static BoxRun result(Reading total, double offered, Latencies latencies, long firstMillis, Duration warm) {
        double nanos = total.nanos();
        double others = total.machineNanos() - total.cpuNanos() - total.loadNanos();
        return new BoxRun(
                nanos / 1e9,
                offered,
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

    /** What the box did in {@code span}; bare costs are measured after it. */
    private Reading slice(Watchpost box, Latencies latencies, Duration span) throws Exception {
        Reading before = Reading.of(box, load);
        box.onLatency(latencies);
        pass(span);
        box.onLatency(nanos -> {});
        Reading done = Reading.of(box, load).since(before);
        bareCosts();
        return done;
    }

    private static void warmUp() throws IOException {
        double share = 1;
        for (int steps = 0; steps < MOST_WARM_STEPS && share > CALM; steps++) {
            ThreadCosts before = ThreadCosts.now();
            pass(WARM_STEP);
            share = ThreadCosts.now().since(before).compilerShare();
        }
    }

    private void warmUpInSlices(Watchpost box) throws Exception {
        int calm = 0;
        for (int slices = 0; slices < MOST_WARM_SLICES && calm < CALM_SLICES; slices++) {
            double share = slice(box, new Latencies(), WARM_SLICE).threads().compilerShare();
            calm = share > CALM ? 0 : calm + 1;
        }
    }

    /** Lets time pass while the box works. */
    private static void pass(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        for (long left = span.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
