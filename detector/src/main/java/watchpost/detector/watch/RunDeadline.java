package watchpost.detector.watch;

import java.time.Duration;
import watchpost.detector.InferencePool;

/**
 * When a run on an accelerator counts as one that does not come back: after fifty times what runs usually take, at least two seconds
 * and at most three, so that pictures go on within five. Asked in steps, and only the second that finds it so believes it: a process
 * that stood still as a whole has to have the time to tell that its run is done. On one thread.
 */
final class RunDeadline {
    private static final int TIMES = 50;
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(3);

    private boolean suspected;

    /** How long a run may take. */
    Duration limit(InferencePool pool) {
        Duration many = pool.usualRun().multipliedBy(TIMES);
        return many.compareTo(LEAST) < 0 ? LEAST : many.compareTo(MOST) > 0 ? MOST : many;
    }

    /** One step: true if a run took too long already at the step before, and still does. */
    boolean isOver(InferencePool pool) {
        boolean before = suspected;
        suspected = pool.longestRun().compareTo(limit(pool)) >= 0;
        return suspected && before;
    }

    /** With another detector. */
    void restart() {
        suspected = false;
    }
}
