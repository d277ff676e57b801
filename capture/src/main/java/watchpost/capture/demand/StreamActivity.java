package watchpost.capture.demand;

import java.time.Duration;

/**
 * Whether something moves, from the sizes of a camera's packets alone: what lies between two key frames holds what changed. They are
 * compared with what they were while nothing moved, which is learnt and follows the light. What is taken for movement becomes the usual
 * thing only slowly, and faster where nobody finds anything in the pictures: so the noise of a night is not taken for movement for long.
 */
public final class StreamActivity {
    /** Sizes are averaged over this time: encoders alternate between large and small. */
    private static final double WINDOW = seconds(Duration.ofMillis(300));
    /** Before that there is nothing to compare with. */
    private static final double LEARNING = seconds(Duration.ofSeconds(4));
    /** After movement was seen it is believed for so long. */
    private static final long HOLDS_NANOS = Duration.ofSeconds(2).toNanos();

    /** Long enough for what encoders do between two key frames, short enough for the light. */
    private static final double SETTLES_IN = seconds(Duration.ofSeconds(4));
    /** What is taken for movement may still become the usual thing. */
    private static final double RISES_IN = seconds(Duration.ofSeconds(20));
    /** The level hardly rises while there is something to be seen. */
    private static final double RISES_WITH_OBJECTS_IN = seconds(Duration.ofMinutes(10));

    private static final double TIMES_LEVEL = 1.25;
    private static final double TIMES_SPREAD = 4;
    /** Bytes a picture by which a scene without any noise may wander. */
    private static final double SMALLEST = 100;
    /** Packets further apart than this say nothing about the time between. */
    private static final double LONGEST = 1;

    private double mean;
    private double level;
    private double spread;
    private double learnt;
    private boolean started;
    private long before;
    private long movedAt;
    private boolean moved;

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /**
     * A packet came.
     *
     * @param now any clock of the stream or of its arrival, in nanoseconds
     * @param objects true if something that matters was found in the pictures lately
     */
    public void packet(boolean key, int bytes, long now, boolean objects) {
        double passed = started ? Math.min(LONGEST, Math.max(0, (now - before) / 1e9)) : 0;
        before = now;
        if (key) {
            return;
        }
        if (!started) {
            started = true;
            mean = bytes;
            level = bytes;
            spread = bytes / 4.0;
        }
        mean += (bytes - mean) * share(passed, WINDOW);
        if (learnt >= LEARNING && mean > limit()) {
            moved = true;
            movedAt = now;
        }
        learn(passed, objects);
    }

    private void learn(double passed, boolean objects) {
        learnt += passed;
        boolean usual = learnt < LEARNING || mean <= limit();
        double above = mean - level;
        double rises = objects ? RISES_WITH_OBJECTS_IN : RISES_IN;
        if (usual) {
            spread += (Math.abs(above) - spread) * share(passed, SETTLES_IN);
        }
        level += above * share(passed, usual ? SETTLES_IN : rises);
    }

    private double limit() {
        return Math.max(level * TIMES_LEVEL, level + TIMES_SPREAD * spread) + SMALLEST;
    }

    private static double share(double passed, double span) {
        return 1 - Math.exp(-passed / span);
    }

    /** True if something moved lately, or if nothing is known yet. */
    public boolean isMoving(long now) {
        return learnt < LEARNING || (moved && now - movedAt < HOLDS_NANOS);
    }
}
