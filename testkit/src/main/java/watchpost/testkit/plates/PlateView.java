package watchpost.testkit.plates;

/**
 * How a plate is seen.
 *
 * @param plateWidth in pixels
 * @param degrees by which the vehicle is turned in the picture, clockwise
 * @param noise standard deviation that is added to each byte
 * @param blur of a box filter, in pixels; 1 is none
 */
public record PlateView(int plateWidth, double degrees, double noise, int blur) {
    /** Straight and without noise. */
    public static PlateView clear(int plateWidth) {
        return new PlateView(plateWidth, 0, 0, 1);
    }
}
