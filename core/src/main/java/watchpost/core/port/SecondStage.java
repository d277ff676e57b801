package watchpost.core.port;

import watchpost.core.id.CameraId;
import watchpost.core.vision.Sighting;

/**
 * Looks closer at tracked objects, with a second model on cut-out parts of the full pictures. Both methods are called on the pipeline's
 * thread and never block: what there is no time for is left out and counted.
 */
public interface SecondStage {
    /** An object of which a rule may want to know more is in a picture. */
    void seen(Sighting sighting);

    /** A rule wants to know more of this object: of what was seen of it so far, and of what will be. */
    void ask(CameraId camera, long track);
}
