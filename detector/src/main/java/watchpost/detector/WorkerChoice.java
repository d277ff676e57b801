package watchpost.detector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * How many threads should detect at the same time on the CPU: the fewest that come close to the best. Processors that share a core or
 * the way to the memory make each other slow, and then the last threads gain nothing.
 *
 * <p>A thread's rate is pictures for each second of processor time, read on that thread while the others of its number run beside it. So
 * a program that takes the processors away meanwhile does not count, and of several slices the fastest does.
 *
 * @param workers the number to take, at least 1
 * @param perSecond pictures a second by number of threads; empty if nothing was measured
 */
public record WorkerChoice(int workers, SortedMap<Integer, Double> perSecond) {
    /** Others wait for no longer than this, or than one run. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private static final int ROUNDS = 4;
    /** A model that takes longer for one picture would take too long to measure. */
    private static final Duration LONGEST_RUN = Duration.ofMillis(200);

    private static final double CLOSE = 0.95;

    public WorkerChoice {
        perSecond = new TreeMap<>(perSecond);
    }

    /** Takes so many without measuring. */
    public static WorkerChoice fixed(int workers) {
        return new WorkerChoice(workers, new TreeMap<>());
    }

    /**
     * Measures on black pictures, in slices between which others may use the detector. Takes {@value #ROUNDS} slices for each number
     * of threads that is tried, at most five; nothing on an accelerator, where one thread feeds it.
     *
     * @param most the largest number, at least 1
     */
    public static WorkerChoice measure(DetectorSlot slot, int most) {
        if (slot.now().provider().isAccelerator()) {
            return fixed(1);
        }
        if (most == 1 || slot.use(WorkerChoice::takesTooLong)) {
            return fixed(most);
        }
        TreeMap<Integer, Double> best = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(most, WorkerChoice::thread);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (int workers : candidates(most)) {
                    double rate = slot.alone(detector -> rate(detector, workers, threads));
                    best.merge(workers, rate, Math::max);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return new WorkerChoice(fewestGood(best), best);
    }

    /** The fewest whose rate is close to the best one. */
    static int fewestGood(SortedMap<Integer, Double> perSecond) {
        double best =
                perSecond.values().stream().mapToDouble(rate -> rate).max().orElseThrow();
        return perSecond.entrySet().stream()
                .filter(entry -> entry.getValue() >= CLOSE * best)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** All, three quarters, half and a quarter of them, and one. */
    static TreeSet<Integer> candidates(int most) {
        TreeSet<Integer> candidates = new TreeSet<>(List.of(1, most));
        for (int quarters = 1; quarters < 4; quarters++) {
            candidates.add(Math.max(1, most * quarters / 4));
        }
        return candidates;
    }

    /** For the log: "2 threads (1: 110/s, 2: 216/s)". */
    @Override
    public String toString() {
        String measured = perSecond.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%d: %.0f/s", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return workers + (workers == 1 ? " thread" : " threads") + (measured.isEmpty() ? "" : " (" + measured + ")");
    }

    private static boolean takesTooLong(Detector detector) {
        ByteBuffer black = black(detector);
        long begin = System.nanoTime();
        detector.runOnly(black);
        return System.nanoTime() - begin > LONGEST_RUN.toNanos();
    }

    /** Pictures a second of so many threads together. */
    private static double rate(Detector detector, int workers, ExecutorService threads) {
        long end = System.nanoTime() + SLICE.toNanos();
        List<Future<Double>> rates = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            rates.add(threads.submit(() -> rate(detector, end)));
        }
        double sum = 0;
        for (Future<Double> rate : rates) {
            sum += result(rate);
        }
        return sum;
    }

    private static double rate(Detector detector, long endNanos) {
        ByteBuffer black = black(detector);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long before = clock.getCurrentThreadCpuTime();
        int runs = 0;
        do {
            detector.runOnly(black);
            runs++;
        } while (System.nanoTime() < endNanos);
        return runs * 1e9 / (clock.getCurrentThreadCpuTime() - before);
    }

    private static double result(Future<Double> rate) {
        try {
            return rate.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the measurement was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the measurement failed", e.getCause());
        }
    }

    private static ByteBuffer black(Detector detector) {
        return ByteBuffer.allocateDirect(detector.shape().bytes());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "infer-measuring");
        thread.setDaemon(true);
        return thread;
    }
}
