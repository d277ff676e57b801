package watchpost.daemon.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import watchpost.capture.CaptureException;
import watchpost.capture.VideoFile;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.daemon.bench.BareCosts.Inference;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;

/** What inference alone costs: the session in its best arrangement, outputs thrown away, one picture again and again. */
final class BareInference implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_RUNS = 8;

    private final Detector detector;
    private final VideoFile video;
    private final Frame frame;
    private final ExecutorService threads;

    private BareInference(Detector detector, VideoFile video, Frame frame) {
        this.detector = detector;
        this.video = video;
        this.frame = frame;
        this.threads = Executors.newFixedThreadPool(detector.workers());
    }

    /** Opens the built-in model and takes the first picture of {@code clip}. */
    static BareInference open(Path clip, DetectorSettings settings) throws CaptureException {
        Detector detector = Detector.open(Model.builtIn(), settings);
        VideoFile video = VideoFile.open(clip, new CameraId("bench"), detector.shape(), 0, Instant.EPOCH);
        return new BareInference(detector, video, video.next().orElseThrow());
    }

    /** One picture after the other on every worker, for {@code span}, after a few that do not count. */
    Inference measure(Duration span) throws InterruptedException, ExecutionException {
        work(WARM_RUNS, Duration.ZERO, Long.MAX_VALUE);
        return work(Integer.MAX_VALUE, Duration.ZERO, span.toNanos());
    }

    /** As many as {@code perSecond} over all workers, which rest between: a processor that has rested is slower. */
    Inference paced(double perSecond, Duration span) throws InterruptedException, ExecutionException {
        Duration pace = Duration.ofNanos(Math.round(1e9 * detector.workers() / perSecond));
        return work(Integer.MAX_VALUE, pace, span.toNanos());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        frame.close();
        video.close();
        detector.close();
    }

    private record Part(long runs, long cpuNanos) {}

    private Inference work(int mostRuns, Duration pace, long spanNanos)
            throws InterruptedException, ExecutionException {
        int workers = detector.workers();
        long begin = System.nanoTime();
        List<Future<Part>> parts = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            long first = begin + pace.toNanos() * i / workers;
            parts.add(threads.submit(() -> part(mostRuns, first, pace.toNanos(), begin, spanNanos)));
        }
        long runs = 0;
        long cpuNanos = 0;
        for (Future<Part> part : parts) {
            runs += part.get().runs();
            cpuNanos += part.get().cpuNanos();
        }
        return new Inference(cpuNanos / 1e6 / runs, runs * 1e9 / (System.nanoTime() - begin));
    }

    private Part part(int mostRuns, long first, long paceNanos, long begin, long spanNanos) {
        long before = THREADS.getCurrentThreadCpuTime();
        int runs = 0;
        do {
            long due = first + runs * paceNanos;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            detector.runOnly(frame);
            runs++;
        } while (runs < mostRuns && System.nanoTime() - begin < spanNanos);
        return new Part(runs, THREADS.getCurrentThreadCpuTime() - before);
    }
}
