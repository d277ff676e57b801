package watchpost.config;

import java.util.Optional;
import java.util.Set;
import watchpost.core.vision.Trait;

/**
 * What the configured models can do.
 *
 * @param classes the class names of the detector; empty accepts any
 * @param readings what second models find out
 */
record Models(Optional<Set<String>> classes, Set<Trait> readings) {
    Models {
        readings = Set.copyOf(readings);
    }
}
