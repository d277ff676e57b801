package watchpost.daemon.live;

import java.util.Optional;
import watchpost.core.geometry.Box;

/**
 * An incident as it stands now.
 *
 * @param id the contract's {@code incident_id}
 * @param kind word of the contract
 * @param open false once it is closed
 * @param json the newest message of the contract about it
 * @param pictureBox where the object is in the incident's picture, which is of the moment when it was opened
 */
public record IncidentView(String id, String kind, boolean open, String json, Optional<Box> pictureBox) {
    IncidentView withPictureBox(Optional<Box> box) {
        return new IncidentView(id, kind, open, json, box);
    }
}
