package watchpost.testkit.scenario;

/**
 * What a detector gets wrong.
 *
 * @param jitter standard deviation of each edge, in fractions of the box's width or height
 * @param dropOut chance that an object is not found in a frame, 0..1
 * @param falseBoxes chance that a frame has a box with nothing in it, 0..1
 * @param minConfidence lowest confidence of what is found; the highest is 0.95
 */
public record Noise(double jitter, double dropOut, double falseBoxes, double minConfidence) {
    /** A perfect detector. */
    public static final Noise NONE = new Noise(0, 0, 0, 0.95);

    /** A usual detector on a usual picture. */
    public static final Noise USUAL = new Noise(0.03, 0.1, 0.02, 0.5);
}
