package watchpost.alerts.evidence;

import java.util.Optional;
import watchpost.core.event.RuleEvent;

/** Where the pictures of incidents come from. */
@FunctionalInterface
public interface PictureSource {
    /** A box without pictures. */
    PictureSource NONE = event -> Optional.empty();

    /**
     * The picture that shows {@code event} best, with its geometry; empty if there is none any more. Called on the thread
     * {@code evidence}; may take a while, but an incident waits for it two seconds at most.
     */
    Optional<EvidencePicture> evidence(RuleEvent event);
}
