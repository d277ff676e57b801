package watchpost.core.vision;

import watchpost.core.geometry.Box;

/**
 * One object found in one frame.
 *
 * @param label class name as the model card spells it ("person")
 * @param confidence 0..1
 * @param box normalised to the full picture
 */
public record Detection(String label, double confidence, Box box) {
    public Detection {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is not within 0..1: " + confidence);
        }
    }
}
