/**
 * Keeps the detector of a running box on the best provider there is: down when one is lost, up again when it is back, with as many
 * workers as are good for it.
 *
 * <p>Owns the thread {@code detector-watch}. It must not know whom its news are for.
 */
@NullMarked
package watchpost.detector.watch;

import org.jspecify.annotations.NullMarked;
