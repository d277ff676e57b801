package watchpost.rules.fold;

import java.time.Duration;

/** How patient rules are. Durations in nanoseconds, because they are compared for each object in each frame. */
public final class Tolerances {
    /** An object not seen for this long is gone. Longer than a tracker keeps a hidden one, so that it never comes back. */
    public static final long GONE = Duration.ofSeconds(2).toNanos();
    /** An object has left a zone once it was seen outside for this long. */
    public static final long LEFT = Duration.ofMillis(700).toNanos();
    /** An object has crossed a line once it was seen beyond it for this long: a box cut off by a car for a moment does not cross. */
    public static final long CROSSED = Duration.ofMillis(300).toNanos();
    /** Two frames further apart than this have a stretch between them that nobody watched. */
    public static final long UNWATCHED = Duration.ofSeconds(2).toNanos();

    /** Width of the band on either side of a line in which an object is on neither side, as a share of its height … */
    public static final double BAND_OF_HEIGHT = 0.04;
    /** … within these bounds, in picture units. */
    public static final double MIN_BAND = 0.003;

    public static final double MAX_BAND = 0.02;

    private Tolerances() {}
}
