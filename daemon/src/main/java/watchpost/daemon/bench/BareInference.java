package watchpost.daemon.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import watchpost.capture.CaptureException;
import watchpost.capture.VideoFile;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.detector.Detector;

/** What inference alone costs: the session in its best arrangement, outputs thrown away, one picture again and again. */
final class BareInference {
    /**
     * @param cpuMillis CPU milliseconds for each picture
     * @param perSecond pictures per second over all workers
     */
    record Result(double cpuMillis, double perSecond) {}

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BareInference() {}

    /** Runs {@code runs} pictures of {@code clip}, spread over as many threads as the detector wants. */
    static Result measure(Detector detector, Path clip, int runs)
            throws CaptureException, InterruptedException, ExecutionException {
        try (VideoFile video = VideoFile.open(clip, new CameraId("bench"), detector.shape(), 0, Instant.EPOCH);
                Frame frame = video.next().orElseThrow()) {
            work(detector, frame, runs / 4 + 1); // warm
            return work(detector, frame, runs);
        }
    }

    private static Result work(Detector detector, Frame frame, int runs)
            throws InterruptedException, ExecutionException {
        int workers = detector.workers();
        int each = runs / workers;
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long begin = System.nanoTime();
            List<Future<Long>> cpu = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                cpu.add(threads.submit(() -> {
                    long before = THREADS.getCurrentThreadCpuTime();
                    for (int run = 0; run < each; run++) {
                        detector.runOnly(frame);
                    }
                    return THREADS.getCurrentThreadCpuTime() - before;
                }));
            }
            long total = 0;
            for (Future<Long> one : cpu) {
                total += one.get();
            }
            long done = (long) each * workers;
            return new Result(total / 1e6 / done, done * 1e9 / (System.nanoTime() - begin));
        } finally {
            threads.shutdown();
        }
    }
}
