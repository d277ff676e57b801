package watchpost.core.port;

import java.util.Optional;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;

/** Where the second stage gets its pictures. */
@FunctionalInterface
public interface CropSource {
    /**
     * The object cut out of the full picture in which it was seen, with a little around it; what privacy masks hide is black. Empty if
     * that picture is not kept any more, or the object is too small in it. Called on the second stage's thread; takes about a
     * millisecond.
     */
    Optional<Picture> crop(Sighting sighting);
}
