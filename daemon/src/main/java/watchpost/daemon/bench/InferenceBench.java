package watchpost.daemon.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import watchpost.capture.VideoFile;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.detector.Detector;

/**
 * How fast the detector is: batches of 1 to 16 pictures on one thread and more, all on one session. The graph takes one picture a run, so
 * a batch is as many runs, spread over the threads.
 */
public final class InferenceBench {
    private static final int[] BATCHES = {1, 2, 4, 8, 16};
    private static final int FEWEST_ROUNDS = 5;

    private InferenceBench() {}

    /**
     * A table with pictures per second and the median time of a batch.
     *
     * @param span how long to measure each of its cells
     */
    public static String run(Detector detector, Path clip, Duration span) throws Exception {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s (%s) on %s, input %s%npictures/s (median ms of a batch)%n%-8s",
                detector.model().card().name(),
                detector.variant().name(),
                detector.provider(),
                detector.shape().input(),
                "threads"));
        Arrays.stream(BATCHES).forEach(batch -> text.append(String.format("%18s", "batch " + batch)));
        text.append(System.lineSeparator());
        try (VideoFile video = VideoFile.open(clip, new CameraId("bench"), detector.shape(), 0, Instant.EPOCH);
                Frame frame = video.next().orElseThrow()) {
            for (int threads : threads()) {
                text.append(String.format("%-8d", threads));
                for (int batch : BATCHES) {
                    text.append(cell(detector, frame, threads, batch, span));
                }
                text.append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    /** 1, 2, 4, … and the number of processors. */
    private static int[] threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        return IntStream.concat(IntStream.iterate(1, n -> n < processors, n -> 2 * n), IntStream.of(processors))
                .distinct()
                .toArray();
    }

    private static String cell(Detector detector, Frame frame, int threads, int batch, Duration span)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> runs = Collections.nCopies(batch, () -> {
                detector.runOnly(frame);
                return true;
            });
            round(pool, runs); // warm
            List<Long> nanos = new ArrayList<>();
            long begin = System.nanoTime();
            while (nanos.size() < FEWEST_ROUNDS || System.nanoTime() - begin < span.toNanos()) {
                nanos.add(round(pool, runs));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Collections.sort(nanos);
            double median = nanos.get(nanos.size() / 2) / 1e6;
            return String.format(
                    Locale.ROOT,
                    "%18s",
                    String.format(Locale.ROOT, "%.1f (%.1f)", nanos.size() * batch / seconds, median));
        } finally {
            pool.shutdown();
        }
    }

    private static long round(ExecutorService pool, List<Callable<Boolean>> runs)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        for (Future<Boolean> run : pool.invokeAll(runs)) {
            run.get();
        }
        return System.nanoTime() - begin;
    }
}
