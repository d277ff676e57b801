package watchpost.capture.ring;

import java.time.Duration;

/** How much encoded video of a camera is kept: whichever bound is met first. */
public record RingLimits(Duration time, long bytes) {
    public static final RingLimits DEFAULT = new RingLimits(Duration.ofSeconds(20), 16L << 20);
}
