package watchpost.config;

import java.util.Optional;
import java.util.Set;

/** Which classes a model can tell apart. The model's card knows; the composition hands that knowledge in. */
@FunctionalInterface
public interface KnownClasses {
    /** Accepts every class name. */
    KnownClasses ANY = detector -> Optional.empty();

    /**
     * The class names of the model that {@code detector} chooses; empty if they are not known, for instance because the model cannot
     * be opened, which is then reported by whoever opens it for use. Called at most once per reading, on the reader's thread; throws
     * nothing.
     */
    Optional<Set<String>> of(DetectorConfig detector);
}
