package watchpost.alerts.evidence;

import java.util.Optional;

/** Where the pictures of incidents lie. */
@FunctionalInterface
public interface PictureShelf {
    /** The JPEG of an incident with masks burned in, while it is kept. Reads a file; any thread that may wait. */
    Optional<byte[]> of(String incidentId);
}
