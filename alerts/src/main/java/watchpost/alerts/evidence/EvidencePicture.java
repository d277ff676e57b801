package watchpost.alerts.evidence;

import java.util.List;
import watchpost.core.geometry.Polygon;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;

/**
 * A picture of an event with what is to be drawn and hidden.
 *
 * @param picture the renderer owns it from here on and writes into its bytes
 * @param masks privacy masks, normalised to the picture; filled before anything else happens to it
 */
public record EvidencePicture(Picture picture, Overlay overlay, List<Polygon> masks) {
    public EvidencePicture {
        masks = List.copyOf(masks);
    }
}
