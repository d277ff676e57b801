package watchpost.detector.second;

import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;

/**
 * An object cut out of a picture.
 *
 * @param quality grows with its size in the picture, the detection's confidence and its sharpness
 */
record Crop(Sighting sighting, Picture picture, double quality) {
    static Crop of(Sighting sighting, Picture picture) {
        return new Crop(sighting, picture, Candidate.worth(sighting) * Sharpness.of(picture));
    }

    long bytes() {
        return picture.bgr().length;
    }
}
