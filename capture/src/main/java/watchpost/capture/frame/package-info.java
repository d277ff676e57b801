/**
 * Leases on pixel buffers: a bounded pool for each camera, counted and reported when one is lost. JDK only; any thread.
 */
@NullMarked
package watchpost.capture.frame;

import org.jspecify.annotations.NullMarked;
