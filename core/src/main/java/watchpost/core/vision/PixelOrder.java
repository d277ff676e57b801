package watchpost.core.vision;

/** The order of the three bytes of one pixel. */
public enum PixelOrder {
    BGR,
    RGB
}
