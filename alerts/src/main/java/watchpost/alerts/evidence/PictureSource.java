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

    /**
     * The picture of exactly the moment of {@code event}, whose object is seen better in it than in the pictures before; empty if it is
     * not there any more or is not better after all. Called on the thread {@code evidence}.
     */
    default Optional<EvidencePicture> better(RuleEvent event) {
        return Optional.empty();
    }
}
