package watchpost.testkit.delivery;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Sees every message that a subscriber of this package's neighbours takes in, whatever the test around it looks for. One for
 * the whole process, because a test must not be able to forget it; without a judge it does nothing. Any thread.
 */
public final class Witness {
    private static final int MOST = 20;

    private static volatile @Nullable MessageJudge judge;
    private static final ExecutorService JUDGING = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "witness");
        thread.setDaemon(true);
        return thread;
    });
    private static final Queue<String> FAULTS = new ConcurrentLinkedQueue<>();

    private Witness() {}

    /** From now on {@code contract} judges. */
    public static void appoint(MessageJudge contract) {
        judge = contract;
    }

    /** True if anybody judges. */
    public static boolean isAwake() {
        return judge != null;
    }

    /** A message came by. */
    public static void saw(Received message) {
        MessageJudge judging = judge;
        if (judging != null && FAULTS.size() < MOST) {
            // not here: who takes messages in slowly changes what the test around it sees
            JUDGING.execute(() -> judging.fault(message).ifPresent(FAULTS::add));
        }
    }

    /** What was wrong since the last call, {@value #MOST} messages at most. */
    public static List<String> faults() {
        CompletableFuture.runAsync(() -> {}, JUDGING).join();
        List<String> found = List.copyOf(FAULTS);
        FAULTS.removeAll(found);
        return found;
    }
}
