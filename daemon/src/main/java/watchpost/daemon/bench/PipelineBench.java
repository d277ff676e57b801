package watchpost.daemon.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.console.UserError;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;

/**
 * Measures a box with everything on (RTSP over TCP, decoding, detector, tracker, three rules, outbox on disk, broker, page) against
 * bare decoding and bare inference on the same machine, one after the other in one run.
 */
public final class PipelineBench {
    private static final Duration WARM_STEP = Duration.ofSeconds(5);
    private static final int MOST_WARM_STEPS = 18;
    /** Below this share of the process's time the just-in-time compiler is as good as done: a box runs for months. */
    private static final double CALM = 0.03;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int INFERENCE_RUNS = 400;

    private PipelineBench() {}

    /** Runs the benchmark with {@code cameras} cameras that play {@code clip}, and measures for {@code span}. */
    public static PipelineFigures run(Path clip, int cameras, Duration span) throws Exception {
        double decode = BareDecode.cpuMillis(clip);
        BareInference.Result inference;
        try (Detector detector = Detector.open(Model.builtIn(), DetectorSettings.defaults())) {
            inference = BareInference.measure(detector, clip, INFERENCE_RUNS);
        }
        Path folder = Files.createTempDirectory("watchpost-bench");
        try (LoadProcess load = LoadProcess.start(clip, cameras)) {
            ConfigResult result = ConfigFile.parse(configuration(load, cameras, folder), "bench.yaml");
            if (!(result instanceof ConfigResult.Valid valid)) {
                throw new IllegalStateException("the benchmark's own configuration is wrong: " + result);
            }
            return box(valid, cameras, span, decode, inference);
        } finally {
            delete(folder);
        }
    }

    private static PipelineFigures box(
            ConfigResult.Valid configuration, int cameras, Duration span, double decode, BareInference.Result inference)
            throws Exception {
        long begin = System.nanoTime();
        try (Watchpost box = Watchpost.start(configuration)) {
            long firstMillis = untilFirst(box, begin);
            warmUp();
            ThreadCosts threadsBefore = ThreadCosts.now();
            long cpuBefore = cpuNanos();
            long analysedBefore = box.analysed();
            long wallBefore = System.nanoTime();
            pass(span);
            long analysed = box.analysed() - analysedBefore;
            double cpu = (cpuNanos() - cpuBefore) / 1e6;
            double seconds = (System.nanoTime() - wallBefore) / 1e9;
            ThreadCosts threads = ThreadCosts.now();
            if (analysed == 0) {
                throw UserError.failed("no picture was analysed in the time of the measurement.");
            }
            return new PipelineFigures(
                    cameras,
                    decode,
                    inference.cpuMillis(),
                    inference.perSecond(),
                    cpu / analysed,
                    analysed / seconds,
                    cpu / 1000 / seconds,
                    firstMillis,
                    threads.perPicture(threadsBefore, analysed));
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

    /** Lets the box work until its code is compiled. */
    private static void warmUp() throws IOException {
        double share = 1;
        for (int step = 0; step < MOST_WARM_STEPS && share > CALM; step++) {
            ThreadCosts before = ThreadCosts.now();
            pass(WARM_STEP);
            share = ThreadCosts.now().compilerShareSince(before);
        }
    }

    /** Lets time pass while the box works. */
    private static void pass(Duration span) {
        long end = System.nanoTime() + span.toNanos();
        for (long left = span.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String configuration(LoadProcess load, int cameras, Path folder) {
        StringBuilder text = new StringBuilder()
                .append("site: bench\nbox: bench\nmqtt: {url: \"" + load.broker() + "\"}\n")
                .append("http: {port: 0}\nstorage: {directory: \"" + folder + "\"}\ncameras:\n");
        for (int i = 0; i < cameras; i++) {
            text.append("  cam-" + i + ":\n    url: " + load.camera(i) + "\n    transport: tcp\n    analyse: all\n")
                    .append("    rules:\n")
                    .append("      yard: {kind: intrusion, zone: [[0, 0.3], [1, 0.3], [1, 1], [0, 1]]}\n")
                    .append("      line: {kind: line-crossing, line: [[0.72, 0.85], [0.72, 0.25]]}\n")
                    .append("      door: {kind: footfall, line: [[0.3, 0.85], [0.3, 0.25]], in: left-to-right,")
                    .append(" every: 10 s}\n");
        }
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
